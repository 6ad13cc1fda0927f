import { createTidings, encodeIntent, uuidv7 } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { parse } from '#dispatcher/config/parse.js'
import { startDispatcher } from '#dispatcher/daemon/start-dispatcher.js'
import { admitAll } from '#dispatcher/intake/admit-all.js'
import type { Intake } from '#dispatcher/intake/intake.js'
import { intakes } from '#dispatcher/intake/registry.js'
import type { ProviderKind } from '#dispatcher/providers/provider-kind.js'
import { providerKinds } from '#dispatcher/providers/registry.js'
import type { Rendered } from '#dispatcher/render/rendered.js'
import { createLog } from '#dispatcher/telemetry/log.js'

import { type Rig, setUpRig } from '../support/rig.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
})
afterAll(() => rig.stop())

const taken: { readonly prefix: string; readonly rendered: Rendered }[] = []
const notebook: ProviderKind<{ readonly prefix: string }> = {
  kind: 'notebook',
  channels: ['sms'],
  configuration: z.object({ prefix: z.string() }),
  create: (name, { prefix }) => ({
    name,
    kind: 'notebook',
    capability: { channels: ['sms'], dedupWindowMs: null, lookup: false, echoesId: true, maxBytes: null },
    concurrency: 4,
    call: async ({ rendered, messageId }) => {
      taken.push({ prefix, rendered })
      return { outcome: 'accepted', ref: messageId }
    },
    check: async () => ({ ok: true, detail: 'a notebook' }),
    close: async () => {},
  }),
}

/** An intake that reads from an array. */
const basket = (bodies: string[]): Intake => ({
  name: 'basket',
  start: (context) => {
    const connection = context.connect('basket')
    const ended = admitAll(
      connection,
      context,
      bodies.map((body) => ({ lane: 1, body })),
      async () => {},
    ).then((counts) => context.admitted('basket', counts))
    return { healthy: () => true, stop: () => ended.then(() => connection.close()) }
  },
})

test('a new provider and a new intake are each one entry of a list; everything else stays as it is', async () => {
  const kinds = { ...providerKinds, notebook }
  const configuration = parse({
    file: 'tidings.yaml',
    folder: '.',
    text: `
version: 1
environments: { test: { production: true, database: '${rig.url}', routes: { sms: [pad] } } }
providers: { pad: { kind: notebook, prefix: 'page one' } }
categories: { news: { title: News } }
brands: { main: { sender: { email: hello@shop.example, name: Shop } } }
dispatcher: { admin: { port: 0 } }
`,
    environment: 'test',
    variables: {},
    kinds,
  })
  const body = encodeIntent({
    id: uuidv7(),
    source: 'basket',
    time: new Date().toISOString(),
    template: 'greeting',
    to: { phone: '+4915112345678' },
    data: { name: 'Basket' },
  })
  const dispatcher = await startDispatcher({
    configuration,
    kinds,
    intakes: [...intakes, basket([body])],
    log: createLog('silent'),
  })
  const tidings = createTidings({ source: 'test', transport: outbox(rig.pool) })
  await tidings.emit('greeting', { to: { phone: '+4915112345678' }, data: { name: 'Outbox' } })
  await expect.poll(() => taken.length, { timeout: 5_000 }).toBe(2)
  await dispatcher.drain()
  expect(taken.map(({ prefix, rendered }) => [prefix, rendered.channel === 'sms' ? rendered.text : ''])).toEqual(
    expect.arrayContaining([
      ['page one', 'Hello Outbox'],
      ['page one', 'Hello Basket'],
    ]),
  )
})
