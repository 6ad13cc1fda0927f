import type { DispatcherProcess } from './parts/dispatcher.js'
import { createRandom } from './random.js'
import type { Stage } from './stage.js'

/** What a run did. */
export interface CrashRun {
  readonly kills: number
  /** Kills at which the sink had calls of the killed dispatcher open. */
  readonly hits: number
  /** Calls that the sink had open at the kills. */
  readonly open: number
  /** Attempts that were begun and not recorded at the kills. */
  readonly begun: number
  /** Kills after which a living dispatcher took over before a new one was started. */
  readonly takeovers: number
  readonly longestTakeoverMs: number
}

/** Emits in portions and kills one of two dispatchers, sometimes both, at a random moment of each. */
export async function killAtRandom(
  stage: Stage,
  { seed, kills, messages }: { readonly seed: number; readonly kills: number; readonly messages: number },
): Promise<CrashRun> {
  const random = createRandom(seed)
  const portion = Math.ceil(messages / kills)
  const living: DispatcherProcess[] = await Promise.all([stage.dispatch(), stage.dispatch()])
  let starting: Promise<unknown> = Promise.resolve()
  const start = (): void => {
    starting = stage.dispatch().then((dispatcher) => living.push(dispatcher))
  }
  const run = { kills: 0, hits: 0, open: 0, begun: 0, takeovers: 0, longestTakeoverMs: 0 }

  const choose = (): DispatcherProcess => {
    const victim = living.splice(random.between(0, living.length - 1), 1)[0]
    if (victim === undefined) throw new Error('no dispatcher is left to kill')
    return victim
  }
  /** Until it has made a call of this round, or the round has nothing left for it. */
  const callsAgain = async (victim: DispatcherProcess, before: number): Promise<void> => {
    for (let waited = 0; waited < 1_500 && (await stage.sink.seen(victim.name)) <= before; waited += 10)
      await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const kill = async (victim: DispatcherProcess): Promise<void> => {
    const { at, begun } = await stage.kill(victim)
    const open = openAt(stage, victim.name, at)
    run.kills++
    run.open += open
    run.begun += begun.length
    if (open > 0) run.hits++
  }
  /** Until the living one has taken over everything that the dead one held. */
  const takenOver = async (dead: string): Promise<boolean> => {
    const from = performance.now()
    const held = async (): Promise<boolean> =>
      (await stage.rows('SELECT FROM tidings.queue WHERE owner = $1 LIMIT 1', [dead])).length > 0
    if (!(await held())) return false
    while (await held()) await new Promise((resolve) => setTimeout(resolve, 25))
    run.longestTakeoverMs = Math.max(run.longestTakeoverMs, Math.round(performance.now() - from))
    return true
  }

  let emitted: Promise<unknown> = Promise.resolve()
  for (let round = 0; run.kills < kills; round++) {
    if (living.length < 2) await starting
    const left = Math.min(portion, messages - round * portion)
    if (left > 0) emitted = Promise.all([emitted, stage.emitter.emit(left)])
    const victim = choose()
    const before = await stage.sink.seen(victim.name)
    // One in five is hit wherever it is, perhaps before its first call.
    if (!random.chance(0.2)) await callsAgain(victim, before)
    await new Promise((resolve) => setTimeout(resolve, random.between(0, 250)))
    const waits = random.chance(0.6)
    await kill(victim)
    if (!waits && run.kills < kills && random.chance(0.25)) {
      await kill(choose())
      start()
      await starting
    } else if (waits && (await takenOver(victim.owner))) run.takeovers++
    start()
  }
  await starting
  await emitted
  return run
}

const openAt = (stage: Stage, name: string, at: number): number =>
  stage.sink
    .transactions()
    .filter(
      ({ from, mailAt, repliedAt, closedAt }) =>
        from === name && mailAt <= at && (repliedAt ?? Number.POSITIVE_INFINITY) >= at && (closedAt ?? at) >= at,
    ).length
