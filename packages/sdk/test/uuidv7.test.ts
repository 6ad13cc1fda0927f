import { expect, test } from 'vitest'

import { uuidv7 } from '#sdk/uuidv7.js'

test('ids have the layout of RFC 9562 and the time they were made for', () => {
  const now = Date.now() + 1000
  for (let n = 0; n < 1000; n += 1) {
    expect(uuidv7(now)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  }
  const id = uuidv7(now + 1)
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now + 1)
})

test('twenty thousand ids of one millisecond, and those after the clock stepped back, rise strictly', () => {
  const now = Date.now() + 5000
  const ids = Array.from({ length: 20_000 }, () => uuidv7(now))
  ids.push(uuidv7(now - 3_600_000), uuidv7(now + 3_600_000))
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(ids.length)
})

test('the random bits differ', () => {
  const tails = Array.from({ length: 2000 }, () => uuidv7().slice(19))
  expect(new Set(tails).size).toBe(2000)
})
