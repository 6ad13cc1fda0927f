import { afterEach, expect, test } from 'vitest'

import { type Bench, type Fault, setUpBench } from './bench.js'
import type { Mode } from './proxy/trap.js'

const slow = process.env.TIDINGS_TEST_SLOW === '1'

let bench: Bench | undefined
afterEach(async () => {
  await bench?.stop()
  bench = undefined
})

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
const everyRepair: readonly Case[] = repairs.flatMap(([first, steps]) =>
  steps.flatMap((step) =>
    (['kill after', 'drop reply', 'kill before', 'cut'] as const).map((mode): Case => [first, [step, mode]]),
  ),
)

/** What a case is run with; see the bench. */
type Options = NonNullable<Parameters<Bench['disturb']>[1]>

/** Works cases off on several benches at once: most of the time goes by waiting for leases. */
async function workOff(cases: readonly Case[], options: Options = {}): Promise<string[]> {
  const left = [...cases]
  const wrong: string[] = []
  const work = async (): Promise<void> => {
    let bench: Bench | undefined
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      bench ??= await setUpBench({ maxAttempts: 4 })
      const found = await check(bench, one, options)
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
  const seconds = Math.round((performance.now() - from) / 1000)
  console.log([`sweep: ${cases.length} cases in ${seconds} s, ${wrong.length} wrong`, ...wrong].join('\n'))
  return wrong
}

async function check(bench: Bench, one: Case, options: Options): Promise<string[]> {
  const story = one.map(([step, mode]) => `${mode} at ${step}`).join(', then ')
  try {
    await bench.disturb(one, { ...options })
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
  // A kill and a lost reply take turns; all of them are in the slow suite.
  const cases = everyRepair.filter((_, index) => slow || index % 8 === 0 || index % 8 === 5)
  expect(await workOff(cases)).toEqual([])
})

test('a reply that stalls until the message has been claimed again does not write its attempt twice', {
  timeout: 60_000,
}, async () => {
  const steps = ['record_transactional', 'begin_transactional', 'claim_transactional']
  expect(
    await workOff(
      steps.map((step): Case => [[step, 'stall reply']]),
      { tag: 'defer' },
    ),
  ).toEqual([])
})

test.runIf(slow)(
  'an attempt that begins when nobody waits for it any more is unknown in the end, and not called',
  {
    timeout: 120_000,
  },
  async () => {
    expect(await workOff([[['begin_transactional', 'late']]], { limitMs: 90_000 })).toEqual([])
  },
)

test.runIf(slow)(
  'the same at every other statement that a dispatcher makes, while it starts and while it runs',
  {
    timeout: 900_000,
  },
  async () => {
    bench = await setUpBench()
    const { postgres } = bench
    const named = (steps: ReadonlySet<string>) => [...steps].filter((step) => !/^(startup|LISTEN|terminate)/.test(step))
    // The first start and the first messages of all write what is never written again.
    await bench.stage.emitter.emit(10)
    await bench.stage.settled()
    bench.postgres.forget()
    await bench.disturbStart('lease_register', 'cut')
    const atStart = named(bench.postgres.steps)
    await bench.stage.emitter.emit(10)
    await bench.stage.settled()
    bench.postgres.forget()
    // What is done from time to time is done within seconds.
    await bench.stage.emitter.emit(20)
    await bench.stage.settled()
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const running = named(bench.postgres.steps).filter((step) => !protocol.includes(step))
    const once = atStart.filter((step) => !postgres.steps.has(step))
    expect(running).toEqual(
      expect.arrayContaining(['begin_critical', 'record_bulk', 'lease_declare_dead', 'lease_forget']),
    )
    expect(once).toContain('lease_register')
    for (const step of once)
      for (const mode of ['drop reply', 'cut'] as const) {
        await bench.disturbStart(step, mode)
        expect((await bench.stage.judge()).faults, `${mode} at ${step}`).toEqual([])
      }
    await bench.stop()
    bench = undefined
    expect(await workOff(everyCase(running))).toEqual([])
  },
)
