import { expect, test } from 'vitest'

import { type Bench, type Fault, setUpBench } from './bench.js'
import type { Mode } from './proxy/trap.js'

const slow = process.env.TIDINGS_TEST_SLOW === '1'

/** Every step of a transactional mail's life, from the outbox to the record, and the lease beside it. */
const protocol = [
  'outbox_read',
  'BEGIN (tidings intake others)',
  'admit',
  'outbox_remove',
  'COMMIT (tidings intake others)',
  'claim_transactional',
  'gate_facts',
  'pauses',
  'begin_transactional',
  'record_transactional',
  'lease_renew',
  'connect',
  'EHLO',
  'MAIL',
  'RCPT',
  'DATA',
  'body',
  'dot',
]
const modes: readonly Mode[] = ['kill before', 'kill after', 'drop reply', 'cut', 'late']
/** Steps of a server process that is cut off may be carried out later; a mail server hears no more of a closed connection. */
const late = new Set(protocol.slice(0, protocol.indexOf('begin_transactional')))

/** One case: what happens, one thing after the other. */
type Case = readonly Fault[]

const everyCase = (steps: readonly string[]): Case[] =>
  steps.flatMap((step) => modes.filter((mode) => mode !== 'late' || late.has(step)).map((mode): Case => [[step, mode]]))

/** Steps that come only after something has gone wrong, with what must go wrong first. */
const repairs: readonly (readonly [first: Fault, steps: readonly string[]])[] = [
  [
    ['begin_transactional', 'kill after'],
    ['lease_declare_dead', 'rescue_transactional', 'claim_settled_transactional'],
  ],
  [
    ['dot', 'drop reply'],
    ['claim_settled_transactional', 'record_transactional'],
  ],
  [
    ['begin_transactional', 'drop reply'],
    ['record_transactional', 'release_transactional'],
  ],
  [['record_transactional', 'drop reply'], ['late_keep']],
  [
    ['claim_transactional', 'drop reply'],
    ['release_transactional', 'claim_transactional'],
  ],
]
const everyRepair = (wanted: readonly Mode[]): Case[] =>
  repairs.flatMap(([first, steps]) => steps.flatMap((step) => wanted.map((mode): Case => [first, [step, mode]])))

/** Works cases off on several benches at once: most of the time goes by waiting for leases. */
async function workOff(cases: readonly Case[], tag?: string): Promise<string[]> {
  const left = [...cases]
  const wrong: string[] = []
  const work = async (): Promise<void> => {
    let bench: Bench | undefined
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      bench ??= await setUpBench({ maxAttempts: 4 })
      const found = await check(bench, one, tag)
      wrong.push(...found)
      if (found.length === 0) continue
      // What is wrong already must not be found again.
      await bench.stop()
      bench = undefined
    }
    await bench?.stop()
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: Math.min(3, cases.length) }, work))
  console.log(
    `sweep: ${cases.length} cases in ${Math.round((performance.now() - from) / 1000)} s, ${wrong.length} wrong`,
  )
  return wrong
}

async function check(bench: Bench, one: Case, tag?: string): Promise<string[]> {
  const story = one.map(([step, mode]) => `${mode} at ${step}`).join(', then ')
  try {
    await bench.disturb(one, tag)
  } catch (error) {
    return [`${story}: ${error instanceof Error ? error.message : String(error)}`]
  }
  const { faults } = await bench.stage.judge()
  return faults.map(({ kind, text }) => `${story}: ${kind}: ${text}`)
}

test('a kill, a lost reply or a cut at any step of the protocol loses nothing and repeats nothing silently', {
  timeout: 200_000,
}, async () => {
  expect(await workOff(everyCase(protocol))).toEqual([])
})

test('the same while the damage of a first one is repaired', { timeout: 200_000 }, async () => {
  expect(await workOff(everyRepair(slow ? modes : ['kill after', 'drop reply']))).toEqual([])
})

test('a reply that stalls until the message has been claimed again does not write its attempt twice', {
  timeout: 60_000,
}, async () => {
  const steps = ['record_transactional', 'begin_transactional', 'claim_transactional']
  expect(
    await workOff(
      steps.map((step): Case => [[step, 'stall reply']]),
      'defer',
    ),
  ).toEqual([])
})

test('no byte leaves before the attempt is committed', { timeout: 60_000 }, async () => {
  const bench = await setUpBench()
  try {
    const { arrived, release } = bench.postgres.hold('begin_transactional')
    await bench.stage.emitter.emit(10)
    await arrived
    // The other lanes have sent theirs by now; what waits for its begin must not have been called.
    const calls = () => bench.stage.sink.transactions().map(({ to }) => to)
    await expect.poll(calls, { timeout: 10_000 }).toHaveLength(3)
    release()
    await bench.stage.settled()
    // One of ten is rolled back.
    expect(calls()).toHaveLength(9)
    expect((await bench.stage.judge()).faults).toEqual([])
  } finally {
    await bench.stop()
  }
})
