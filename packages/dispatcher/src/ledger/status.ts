import { channelOf, finalStateOf, laneOf, outcomeOf } from './codes.js'
import type { Session, Statement } from './connection.js'
import { type Pause, readPauses } from './facts.js'
import { queueAge } from './queue-age.js'

/** Counts of one template, channel and result. */
export interface TallyLine {
  readonly template: string
  readonly channel: string | null
  /** A final state, or an outcome after which the message went on. */
  readonly result: string
  readonly final: boolean
  readonly count: number
}

/** What is going on, from counters and index probes only. */
export interface Status {
  readonly lanes: readonly { readonly lane: string; readonly oldestSeconds: number }[]
  readonly tallies: readonly TallyLine[]
  readonly refused: number
  readonly pauses: readonly Pause[]
  readonly dispatchers: readonly {
    readonly owner: string
    readonly host: string
    readonly pid: number
    readonly version: string
    readonly alive: boolean
    readonly startedAt: Date
  }[]
  readonly templates: readonly { readonly name: string; readonly hash: string; readonly since: Date }[]
}

const tallies: Statement = {
  name: 'status_tallies',
  text: `
SELECT n.name AS template, t.channel, t.state, t.reason, sum(t.n)::int AS count FROM tallies t JOIN names n ON n.id = t.template
WHERE t.minute >= date_trunc('minute', $1::timestamptz) GROUP BY 1, 2, 3, 4 HAVING sum(t.n) <> 0 ORDER BY 1, 2, 3, 4`,
}
const refused: Statement = { name: 'status_refused', text: `SELECT count(*)::int AS count FROM refused WHERE at >= $1` }
const dispatchers: Statement = {
  name: 'status_dispatchers',
  text: `SELECT owner::text, host, pid, version, NOT dead AND lease > now() AS alive, started_at AS "startedAt" FROM dispatchers ORDER BY started_at`,
}
const templates: Statement = {
  name: 'status_templates',
  text: `SELECT n.name, v.hash, a.since FROM active_templates a JOIN template_versions v ON v.id = a.version JOIN names n ON n.id = a.template WHERE a.environment = $1 ORDER BY 1`,
}

/** Reads the status; counts are of what was recorded since `since`. */
export async function readStatus(session: Session, environment: string, since: Date): Promise<Status> {
  const ages = await queueAge(session)
  const counts = await session.run<{ template: string; channel: number; state: number; reason: number; count: number }>(
    tallies,
    [since],
  )
  const [refusedCount] = await session.run<{ count: number }>(refused, [since])
  return {
    lanes: ages.map(({ lane, oldestSeconds }) => ({ lane: laneOf(lane), oldestSeconds })),
    tallies: counts.map(({ template, channel, state, reason, count }) => ({
      template,
      channel: channelOf(channel) ?? null,
      result: state > 0 ? finalStateOf(state) : outcomeOf(reason),
      final: state > 0,
      count,
    })),
    refused: refusedCount?.count ?? 0,
    pauses: await readPauses(session),
    dispatchers: await session.run(dispatchers, []),
    templates: await session.run(templates, [environment]),
  }
}
