import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'

import { isTidingsError } from '@tidings/sdk'

import { isWorthRetrying, type Parcel, type ShippingDependencies, shipOrder } from './ship-order.js'

/** The shop's HTTP interface: `POST /orders/<number>/shipment` with the parcel as JSON. */
export function createShop(dependencies: ShippingDependencies): Server {
  return createServer((request, response) => {
    void answer(dependencies, request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
    })
  })
}

interface Answer {
  readonly status: number
  readonly body: object
}

async function answer(dependencies: ShippingDependencies, request: IncomingMessage): Promise<Answer> {
  const [, number] = /^\/orders\/([A-Z0-9-]+)\/shipment$/.exec(request.url ?? '') ?? []
  if (request.method !== 'POST' || number === undefined) return { status: 404, body: { error: 'not found' } }
  try {
    const intent = await shipOrder(dependencies, number, JSON.parse(await text(request)) as Parcel)
    if (intent !== undefined) return { status: 200, body: { order: number, intent } }
    return { status: 409, body: { error: `order ${number} is not there, or was shipped before` } }
  } catch (error) {
    // What came over the network has no type: the contract has the last word, and names every fault.
    if (isTidingsError(error, 'InvalidIntent'))
      return { status: 422, body: { error: error.code, issues: error.issues } }
    if (error instanceof SyntaxError) return { status: 400, body: { error: error.message } }
    const message = error instanceof Error ? error.message : String(error)
    return { status: isWorthRetrying(error) ? 503 : 500, body: { error: message } }
  }
}
