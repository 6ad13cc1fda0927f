import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Rig, setUpRig } from '../support/rig.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
  await rig.start()
})
afterAll(() => rig.stop())

const good = (over: Readonly<Record<string, unknown>> = {}, content: Readonly<Record<string, unknown>> = {}) => ({
  specversion: '1.0',
  type: 'tidings.intent.v1',
  source: 'python-shop',
  id: 'order-17',
  time: '2026-11-24T09:30:00Z',
  subject: 'greeting',
  datacontenttype: 'application/json',
  data: { to: { phone: '+4915140000001' }, data: { name: 'Ann' }, ...content },
  ...over,
})

interface Case {
  readonly name: string
  readonly body: string
  /** Code, path and the start of the text of every reason. */
  readonly reasons: readonly (readonly [code: string, path: string, message: RegExp])[]
}

const cases: readonly Case[] = [
  { name: 'no JSON', body: '{"specversion":', reasons: [['not-json', '', /JSON/]] },
  { name: 'an array', body: '[]', reasons: [['wrong-type', '', /must be an object/]] },
  {
    name: 'a template that nobody published',
    body: JSON.stringify(good({ id: 'b1', subject: 'greting' })),
    reasons: [['unknown-template', '/subject', /greting.*published: greeting/]],
  },
  {
    name: 'wrong data, every reason',
    body: JSON.stringify(good({ id: 'b2' }, { data: { nom: 'Ann' } })),
    reasons: [
      ['contract', '/data/data', /name/],
      ['contract', '/data/data', /nom/],
    ],
  },
  {
    name: 'a line break in an address',
    body: JSON.stringify(good({ id: 'b3' }, { to: { email: 'a@b.example\r\nBcc: x@y.example' } })),
    reasons: [['control-character', '/data/to/email', /./]],
  },
  {
    name: 'a NUL in the data',
    body: JSON.stringify(good({ id: 'b4' }, { data: { name: 'A\u0000nn' } })),
    reasons: [['nul', '/data/data/name', /./]],
  },
  {
    name: 'half a surrogate pair',
    body: JSON.stringify(good({ id: 'b5' }, { data: { name: 'A\ud800' } })),
    reasons: [['lone-surrogate', '/data/data/name', /./]],
  },
  {
    name: 'a __proto__ key',
    body: JSON.stringify(good({ id: 'b6' })).replace('"name":"Ann"', '"name":"Ann","__proto__":{"x":1}'),
    reasons: [['proto-key', '/data/data/__proto__', /./]],
  },
  {
    name: 'a payload over the limit',
    body: JSON.stringify(good({ id: 'b7' }, { data: { name: 'x'.repeat(300_000) } })),
    reasons: [['limit', '', /262,?144|256/]],
  },
  {
    name: 'no address',
    body: JSON.stringify(good({ id: 'b8' }, { to: { id: 'cus_1' } })),
    reasons: [['no-address', '/data/to', /./]],
  },
  {
    name: 'another envelope',
    body: JSON.stringify(good({ id: 'b9', specversion: '0.3' })),
    reasons: [['envelope', '/specversion', /1\.0/]],
  },
]

test.each(cases)(
  '$name is refused with its bytes and all reasons, and the neighbours before and after it are delivered',
  async ({ name, body, reasons }) => {
    const before = `before ${name}`
    const after = `after ${name}`
    const bodies = [JSON.stringify(good({ id: before })), body, JSON.stringify(good({ id: after }))]
    await rig.pool.query('SELECT tidings.emit($1::int2[], $2::text[])', [[1, 1, 1], bodies])
    await rig.settled()
    const [refused] = await rig.rows<{ reasons: { code: string; path: string; message: string }[]; body: Buffer }>(
      'SELECT reasons, body FROM tidings.refused ORDER BY at DESC, id DESC LIMIT 1',
    )
    expect(refused?.body.toString()).toBe(body)
    expect(refused?.reasons.map(({ code, path }) => [code, path])).toEqual(reasons.map(([code, path]) => [code, path]))
    reasons.forEach(([, , message], index) => expect(refused?.reasons[index]?.message).toMatch(message))
    const delivered = await rig.rows(
      `SELECT FROM tidings.attempts a JOIN tidings.intents i ON i.id = a.intent WHERE i.external_id = ANY ($1) AND a.final_state = 1`,
      [[before, after]],
    )
    expect(delivered).toHaveLength(2)
  },
)

test.each([
  ['no UUID', 'order 17/a'],
  ['a UUIDv4', 'f47ac10b-58cc-4372-a567-0e02b2c3d479'],
  ['a UUIDv7 of 2031', '01c0a5f3-d000-7abc-8def-0123456789ab'],
])('an id that is %s is kept as the emitter id, and the ledger mints its own', async (_name, id) => {
  await rig.pool.query('SELECT tidings.emit($1::int2[], $2::text[])', [[1], [JSON.stringify(good({ id }))]])
  await rig.settled()
  const [row] = await rig.rows<{ id: string; admitted: boolean }>(
    `SELECT id, abs(extract(epoch FROM admitted_at) - extract(epoch FROM now())) < 60 AS admitted FROM tidings.intents WHERE external_id = $1`,
    [id],
  )
  expect(row?.id).not.toBe(id)
  expect(row?.admitted).toBe(true)
})

test('an id that another source has used is no reason to lose or refuse an intent', async () => {
  const id = (await import('@tidings/sdk')).uuidv7()
  const bodies = [JSON.stringify(good({ id, source: 'one' })), JSON.stringify(good({ id, source: 'two' }))]
  await rig.pool.query('SELECT tidings.emit($1::int2[], $2::text[])', [[1, 1], bodies])
  await rig.settled()
  expect(await rig.rows('SELECT FROM tidings.intents WHERE external_id = $1', [id])).toHaveLength(2)
})
