import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { createTidings } from '@tidings/sdk'
import { memoryTransport } from '@tidings/sdk/testing'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { addOrder, createOrders } from '../dist/orders-table.js'
import { createShop } from '../dist/server.js'
import { type Parcel, shipOrder } from '../dist/ship-order.js'
import { contracts } from '../dist/tidings.gen.js'

// The shop's own tables are in a real database; what it emits is kept in memory, after it went through the wire format.
const server = process.env.TIDINGS_TEST_POSTGRES ?? ''
const database = `shop_example_${process.pid}`
const transport = memoryTransport()
const tidings = createTidings({ source: 'shop', transport, contracts })
const parcel: Parcel = {
  carrier: 'DHL',
  number: 'JJD0090012345',
  arrival: { from: '2026-11-27T09:00:00Z', until: '2026-11-27T11:00:00Z' },
}
let pool: pg.Pool

beforeAll(async () => {
  await onServer(`CREATE DATABASE ${database}`)
  const url = new URL(server)
  url.pathname = database
  pool = new pg.Pool({ connectionString: url.href })
  await createOrders(pool)
})
afterAll(async () => {
  await pool?.end()
  await onServer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
})
beforeEach(() => addOrder(pool, 'A-17'))
afterEach(async () => {
  transport.clear()
  await pool.query('DELETE FROM orders')
})

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function isShipped(): Promise<boolean> {
  const { rows } = await pool.query<{ shipped: boolean }>('SELECT shipped_at IS NOT NULL AS shipped FROM orders')
  return rows[0]?.shipped === true
}

test('ships an order and tells the customer', async () => {
  const id = await shipOrder({ pool, tidings }, 'A-17', parcel)
  expect(await isShipped()).toBe(true)
  expect(transport.sentOf('order-shipped')).toMatchObject([
    {
      id,
      source: 'shop',
      idempotencyKey: 'A-17-shipped',
      to: { id: 'cus_42', email: 'ann@example.com', locale: 'de' },
      data: { order: { id: 'A-17' }, total: { amount: 25.8, currency: 'EUR' } },
    },
  ])
})

test('tells nobody twice, and nothing of an order that is not there', async () => {
  await shipOrder({ pool, tidings }, 'A-17', parcel)
  expect(await shipOrder({ pool, tidings }, 'A-17', parcel)).toBeUndefined()
  expect(await shipOrder({ pool, tidings }, 'B-1', parcel)).toBeUndefined()
  expect(transport.sent).toHaveLength(1)
})

test('an order whose message was not taken is not shipped', async () => {
  transport.failNext('Unavailable')
  await expect(shipOrder({ pool, tidings }, 'A-17', parcel)).rejects.toMatchObject({ code: 'Unavailable' })
  expect(await isShipped()).toBe(false)
})

test('answers over HTTP: what was wrong, whether it is worth another try, and the id of the intent', async () => {
  const shop = createShop({ pool, tidings }).listen(0, '127.0.0.1')
  await once(shop, 'listening')
  const { port } = shop.address() as AddressInfo
  const ship = async (body: string): Promise<[number, object]> => {
    const response = await fetch(`http://127.0.0.1:${port}/orders/A-17/shipment`, { method: 'POST', body })
    return [response.status, (await response.json()) as object]
  }
  try {
    expect(await ship('{')).toMatchObject([400, {}])
    const wrong = await ship(JSON.stringify({ ...parcel, carrier: 'Pigeon' }))
    expect(wrong).toMatchObject([422, { error: 'InvalidIntent', issues: [{ path: '/data/parcel/carrier' }] }])
    transport.failNext('Overloaded')
    expect(await ship(JSON.stringify(parcel))).toMatchObject([503, {}])
    expect(await isShipped()).toBe(false)
    const [status, body] = await ship(JSON.stringify(parcel))
    expect([status, body]).toEqual([200, { order: 'A-17', intent: transport.sent[0]?.id }])
    expect(await ship(JSON.stringify(parcel))).toMatchObject([409, {}])
  } finally {
    shop.close()
  }
})

test('a template or a variable that does not exist is an error of the compiler', async () => {
  // @ts-expect-error there is no template of this name
  await expect(tidings.emit('order-shiped', { to: { email: 'ann@example.com' }, data: {} })).rejects.toThrow()
  const data = { order: { number: 'A-17' } }
  // @ts-expect-error an order has an `id`, and there is more to say
  await expect(tidings.emit('order-shipped', { to: { email: 'ann@example.com' }, data })).rejects.toThrow()
})
