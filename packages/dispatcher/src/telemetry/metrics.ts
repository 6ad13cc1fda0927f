import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** The one file that knows the metrics library. */
export interface Metrics {
  readonly intents: {
    add(intake: string, result: 'admitted' | 'duplicate' | 'refused' | 'scheduled', count: number): void
  }
  readonly attempts: {
    add(channel: string, provider: string, outcome: string): void
    observe(channel: string, provider: string, ms: number): void
  }
  readonly ended: { add(lane: string, state: string, count: number): void }
  readonly rendered: { observe(channel: string, ms: number): void }
  readonly rescued: { add(lane: string, state: 'pending' | 'unknown', count: number): void }
  readonly failures: { add(where: string): void }
  /** Called at each scrape; what it returns is set. */
  gauges(
    read: () => Promise<
      readonly {
        readonly lane: string
        readonly oldestSeconds: number
        readonly held: number
        readonly open: number
        readonly unrecorded: number
      }[]
    >,
  ): void
  /** Prometheus text and its content type. */
  text(): Promise<{ readonly type: string; readonly body: string }>
}

/** Latencies from a local catcher (1 ms) to a mail server that thinks (a minute), s. */
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** Makes the metrics of one process, all `tidings_`, in base units, with no label that names a person or a message. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  new Gauge({
    name: 'tidings_build_info',
    help: 'Version of Tidings that runs.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.version }, 1)
  const intents = new Counter({
    name: 'tidings_intents_total',
    help: 'Intents read, by intake and what became of them.',
    labelNames: ['intake', 'result'],
    registers,
  })
  const attempts = new Counter({
    name: 'tidings_attempts_total',
    help: 'Calls of providers, by outcome.',
    labelNames: ['channel', 'provider', 'outcome'],
    registers,
  })
  const calls = new Histogram({
    name: 'tidings_call_duration_seconds',
    help: 'Time that a provider took to answer.',
    labelNames: ['channel', 'provider'],
    buckets: secondsBuckets,
    registers,
  })
  const ended = new Counter({
    name: 'tidings_messages_ended_total',
    help: 'Messages that reached a final state.',
    labelNames: ['lane', 'state'],
    registers,
  })
  const renders = new Histogram({
    name: 'tidings_render_duration_seconds',
    help: 'Time to render one message.',
    labelNames: ['channel'],
    buckets: [0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.005, 0.02],
    registers,
  })
  const rescued = new Counter({
    name: 'tidings_rescued_messages_total',
    help: 'Messages taken over from dispatchers that ended.',
    labelNames: ['lane', 'state'],
    registers,
  })
  const failures = new Counter({
    name: 'tidings_failures_total',
    help: 'Failures of our own parts, by where.',
    labelNames: ['where'],
    registers,
  })
  const gauge = (name: string, help: string): Gauge<'lane'> =>
    new Gauge({ name, help, labelNames: ['lane'], registers })
  const oldest = gauge('tidings_queue_oldest_seconds', 'Age of the oldest message that is due and not claimed.')
  const held = gauge('tidings_held_messages', 'Messages that this process has claimed.')
  const open = gauge('tidings_open_calls', 'Calls of providers that are open now.')
  const unrecorded = gauge('tidings_unrecorded_results', 'Results that the ledger has not taken yet.')
  let read: Parameters<Metrics['gauges']>[0] = async () => []

  return {
    intents: { add: (intake, result, count) => intents.inc({ intake, result }, count) },
    attempts: {
      add: (channel, provider, outcome) => attempts.inc({ channel, provider, outcome }),
      observe: (channel, provider, ms) => calls.observe({ channel, provider }, ms / 1000),
    },
    ended: { add: (lane, state, count) => ended.inc({ lane, state }, count) },
    rendered: { observe: (channel, ms) => renders.observe({ channel }, ms / 1000) },
    rescued: { add: (lane, state, count) => rescued.inc({ lane, state }, count) },
    failures: { add: (where) => failures.inc({ where }) },
    gauges: (reader) => {
      read = reader
    },
    text: async () => {
      for (const lane of await read()) {
        oldest.set({ lane: lane.lane }, lane.oldestSeconds)
        held.set({ lane: lane.lane }, lane.held)
        open.set({ lane: lane.lane }, lane.open)
        unrecorded.set({ lane: lane.lane }, lane.unrecorded)
      }
      return { type: registry.contentType, body: await registry.metrics() }
    },
  }
}
