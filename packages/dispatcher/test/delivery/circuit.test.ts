import { expect, test } from 'vitest'

import { createCircuit } from '#dispatcher/delivery/circuit.js'
import { createSlots } from '#dispatcher/delivery/slots.js'

const clocked = () => {
  let now = 0
  const circuit = createCircuit(() => now)
  return { circuit, advance: (ms: number) => (now += ms) }
}

test('five calls in a row that reach nobody open the circuit; one that reaches closes it', () => {
  const { circuit, advance } = clocked()
  for (let call = 0; call < 4; call++) circuit.ended(false)
  circuit.ended(true)
  for (let call = 0; call < 4; call++) circuit.ended(false)
  expect([circuit.allows(), circuit.waitMs()]).toEqual([true, 0])
  circuit.ended(false)
  expect([circuit.allows(), circuit.waitMs()]).toEqual([false, 1_000])
  advance(1_000)
  expect([circuit.waitMs(), circuit.allows(), circuit.allows()]).toEqual([0, true, false])
  circuit.ended(true)
  expect([circuit.allows(), circuit.allows(), circuit.waitMs()]).toEqual([true, true, 0])
})

test('each probe that fails doubles the rest, up to half a minute', () => {
  const { circuit, advance } = clocked()
  for (let call = 0; call < 5; call++) circuit.ended(false)
  const rests: number[] = []
  for (let probe = 0; probe < 7; probe++) {
    rests.push(circuit.waitMs())
    advance(circuit.waitMs())
    expect(circuit.allows()).toBe(true)
    circuit.ended(false)
  }
  expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})

test('many calls that meet one outage open it once', () => {
  const { circuit, advance } = clocked()
  for (let call = 0; call < 60; call++) circuit.ended(false)
  expect(circuit.waitMs()).toBe(1_000)
  advance(1_000)
  expect(circuit.allows()).toBe(true)
  circuit.ended(false)
  expect(circuit.waitMs()).toBe(2_000)
})

test('the last calls of a provider are for critical alone', () => {
  const slots = createSlots(20, () => {})
  const taken = (lane: 'bulk' | 'critical') => {
    let count = 0
    while (slots.take(lane)) count++
    return count
  }
  expect(taken('bulk')).toBe(18)
  expect(taken('critical')).toBe(2)
  expect(slots.open()).toBe(20)
})

test('a crowd that waits for one provider is left in the queue, but not critical messages', () => {
  const slots = createSlots(2, () => {})
  slots.waiting(8)
  expect(slots.restMs('bulk')).toBeGreaterThan(0)
  expect(slots.restMs('critical')).toBe(0)
  slots.waiting(-1)
  expect(slots.restMs('bulk')).toBe(0)
})
