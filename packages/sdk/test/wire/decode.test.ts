import fc from 'fast-check'
import { expect, test } from 'vitest'

import { limits } from '#sdk/limits.js'
import { decodeIntent } from '#sdk/wire/decode.js'
import { encodeIntent } from '#sdk/wire/encode.js'
import { badReasons, badWires, goodIntents, goodWires, madeByTheSdk } from '../support/golden.js'

test('every golden file has its expected result', () => {
  expect(goodWires.map(([name]) => name).sort()).toEqual(Object.keys(goodIntents).sort())
  expect(badWires.map(([name]) => name).sort()).toEqual(Object.keys(badReasons).sort())
})

test.each(goodWires)('%s is read as bytes and as text', (name, wire) => {
  expect(decodeIntent(wire)).toEqual({ ok: goodIntents[name] })
  expect(decodeIntent(wire.toString())).toEqual({ ok: goodIntents[name] })
})

test.each(badWires)('%s is refused with all its reasons', (name, wire) => {
  const { refused = [] } = decodeIntent(wire)
  expect(refused.map(({ code, path }) => ({ code, path }))).toEqual(badReasons[name])
  for (const { message } of refused) expect(message).toMatch(/^(must|is|has|are|lies|contains) /)
})

test.each(madeByTheSdk)('%s is written by the SDK in these very bytes', (name) => {
  const wire = goodWires.find(([other]) => other === name)?.[1]
  const intent = goodIntents[name]
  if (wire === undefined || intent === undefined) throw new Error(`no golden file ${name}`)
  expect(encodeIntent(intent)).toBe(JSON.stringify(JSON.parse(wire.toString())))
})

test('an intent of exactly the largest size is taken, one byte more is refused with both sizes', () => {
  const wireOf = (filler: string): string =>
    encodeIntent({
      id: 'a',
      source: 's',
      time: '2026-11-23T14:02:11Z',
      template: 't',
      to: { email: 'ann@example.com' },
      data: { filler },
    })
  const room = limits.intentBytes - wireOf('').length
  const over = {
    code: 'limit',
    path: '',
    message: expect.stringContaining(`at most ${limits.intentBytes} bytes, has `),
  }
  for (const filler of ['x', 'ä', '😀']) {
    const bytes = Buffer.byteLength(filler)
    const largest = filler.repeat(Math.floor(room / bytes)) + 'x'.repeat(room % bytes)
    expect(Buffer.byteLength(wireOf(largest))).toBe(limits.intentBytes)
    expect(decodeIntent(wireOf(largest)).refused).toBeUndefined()
    expect(decodeIntent(Buffer.from(wireOf(largest))).refused).toBeUndefined()
    expect(decodeIntent(wireOf(`${largest}x`)).refused).toEqual([over])
    expect(decodeIntent(Buffer.from(wireOf(`${largest}x`))).refused).toEqual([over])
  }
})

test('what can be read of a refused intent is told, so that it can be found again', () => {
  const wire = '{"source":"orders","id":"A\\u0000","subject":"order-shipped","data":{"idempotencyKey":"order-17"}}'
  expect(decodeIntent(wire)).toMatchObject({
    about: { source: 'orders', template: 'order-shipped', idempotencyKey: 'order-17' },
  })
})

test('no reason quotes what may be personal data', () => {
  const wire =
    '{"data":{"to":{"email":"ann.secret@exa mple","phone":"015secret","id":"secret\\u0007"},"data":{"x":"secret'
  for (const text of [wire, `${wire}"}}}`]) {
    expect(JSON.stringify(decodeIntent(text).refused)).not.toContain('secret')
  }
})

test('a hundred thousand wrong values give a bounded list of reasons', () => {
  const wire = `{"data":{"data":{"x":[${'"\\u0000",'.repeat(20_000)}1]}}}`
  expect(decodeIntent(wire).refused?.length).toBe(limits.issues)
})

test.each(['[', '{"a":'])(
  '%s, as deep as fits into the limit of size, is refused and does not overflow the stack',
  (open) => {
    const wire = `{"data":{"to":{},"data":{"x":${open.repeat(40_000)}`
    expect(decodeIntent(wire).refused?.[0]?.code).toBe('not-json')
    const closed = `{"data":{"data":{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}}}`
    expect(decodeIntent(closed).refused?.map(({ code }) => code)).toContain('limit')
  },
)

test('nothing that comes makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json(), fc.string({ unit: 'binary' })), (wire) => {
      expect(decodeIntent(wire).refused?.length).toBeGreaterThan(0)
    }),
  )
})

test('a good message with one value replaced is an intent or is refused with reasons, and never throws', () => {
  const events = goodWires.map(([, wire]) => JSON.parse(wire.toString()) as Record<string, unknown>)
  fc.assert(
    fc.property(fc.constantFrom(...events), fc.nat(), fc.anything(), (event, at, value) => {
      const text = JSON.stringify(event)
      const values = [...text.matchAll(/"(?:[^"\\]|\\.)*"(?!:)|\b\d+\b/g)]
      const target = values[at % values.length]
      const changed = JSON.stringify(value) ?? 'null'
      const wire = text.slice(0, target?.index) + changed + text.slice((target?.index ?? 0) + (target?.[0].length ?? 0))
      const { ok, refused } = decodeIntent(wire)
      expect(ok === undefined).toBe(refused !== undefined && refused.length > 0)
    }),
  )
})

test('what is decoded and encoded again is the same intent', () => {
  for (const intent of Object.values(goodIntents)) expect(decodeIntent(encodeIntent(intent))).toEqual({ ok: intent })
})
