import { expect, it } from 'vitest'

import { createSlab } from '#dispatcher/render/mime/slab.js'

it('keeps every copy as it was, whatever is copied after it and whatever becomes of the original', () => {
  const keep = createSlab()
  const lengths = [0, 1, 37_000, 37_000, 65_536, 65_537, 37_000, 300_000, 65_536, 65_536, 65_536, 65_536, 5]
  const copies = lengths.map((length, index) => {
    const original = new Uint8Array(length).fill(index + 1)
    const copy = keep(original)
    original.fill(0)
    return copy
  })
  expect(copies.map((copy) => copy.length)).toEqual(lengths)
  expect(copies.map((copy, index) => copy.every((byte) => byte === index + 1))).toEqual(lengths.map(() => true))
})

it('puts small copies side by side, and gives a large one memory of its own', () => {
  const keep = createSlab()
  const [first, second, large] = [37_000, 37_000, 70_000].map((length) => keep(new Uint8Array(length)))
  expect(second?.buffer).toBe(first?.buffer)
  expect(large?.buffer.byteLength).toBe(70_000)
})
