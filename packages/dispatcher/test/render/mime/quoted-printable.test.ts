import { expect, it } from 'vitest'

import { createQuotedPrintable } from '#dispatcher/render/mime/quoted-printable.js'

const lengths = [0, 1, 37_000, 37_000, 65_536, 65_537, 37_000, 300_000, 65_536, 65_536, 65_536, 65_536, 5]

it('keeps every message as it was, whatever is written after it', () => {
  const output = createQuotedPrintable()
  const messages = lengths.map((length, index) => {
    const letter = String.fromCharCode(97 + index)
    // One that is given up leaves nothing behind.
    output.begin()
    output.value(letter.toUpperCase().repeat(length))
    output.begin()
    for (let left = length; left > 0; left -= 10_000) output.verbatim(letter.repeat(Math.min(left, 10_000)))
    return output.finish()
  })
  expect(messages.map((message) => message.length)).toEqual(lengths)
  expect(messages.map((message, index) => message.every((byte) => byte === 97 + index))).toEqual(
    lengths.map(() => true),
  )
})

it('puts small messages side by side, and gives a large one memory of its own', () => {
  const output = createQuotedPrintable()
  const [first, second, large, third] = [37_000, 37_000, 70_000, 37_000].map((length) => {
    output.begin()
    output.verbatim('x'.repeat(length))
    return output.finish()
  })
  expect(second?.buffer).toBe(first?.buffer)
  expect(third?.buffer).toBe(first?.buffer)
  expect(large?.buffer.byteLength).toBe(70_000)
})

it('holds on to no more than a piece of memory after a huge message', () => {
  const output = createQuotedPrintable()
  output.begin()
  output.value('x'.repeat(2_000_000))
  expect(output.finish().length).toBeGreaterThan(2_000_000)
  output.begin()
  output.verbatim('small')
  expect(output.finish().buffer.byteLength).toBeLessThan(300_000)
})
