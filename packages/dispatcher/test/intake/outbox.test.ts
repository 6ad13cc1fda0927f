import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Rig, setUpRig } from '../support/rig.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
})
afterAll(() => rig.stop())

test('batches that are read while others are written admit each key once, in the order of the outbox', async () => {
  const people = 600
  const emission = (person: number, name = 'Ann') =>
    rig.tidings.emit('greeting', {
      to: { id: `cus_${person}`, phone: `+4915${String(person).padStart(9, '0')}` },
      data: { name },
      idempotencyKey: `key-${person}`,
    })
  const all = Array.from({ length: people }, (_, person) => person)
  const first = await Promise.all(all.map((person) => emission(person)))
  await Promise.all(all.map((person) => emission(person, person % 200 === 7 ? 'Bob' : 'Ann')))

  await rig.start()
  await rig.settled()

  const admitted = await rig.rows<{ external_id: string }>('SELECT external_id FROM tidings.intents')
  expect(new Set(admitted.map((row) => row.external_id))).toEqual(new Set(first.map(({ id }) => id)))
  expect(admitted).toHaveLength(people)
  expect(await rig.rows('SELECT FROM tidings.refused')).toHaveLength(3)
  expect(await rig.rows('SELECT FROM tidings.outbox')).toHaveLength(0)
  const texts = (await rig.catcher.list({ limit: 2_000 })).map((caught) => caught.text)
  expect(texts).toEqual(Array.from({ length: people }, () => 'Hello Ann'))
})
