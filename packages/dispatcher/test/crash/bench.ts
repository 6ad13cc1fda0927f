import type { Settings } from './parts/configuration.js'
import type { DispatcherProcess } from './parts/dispatcher.js'
import { postgresFramer } from './proxy/postgres-framer.js'
import { smtpFramer } from './proxy/smtp-framer.js'
import { type StepProxy, startStepProxy } from './proxy/step-proxy.js'
import type { Mode } from './proxy/trap.js'
import { type Stage, type StageOptions, setStage } from './stage.js'

/** Something that is done to the next step of a name. */
export type Fault = readonly [step: string, mode: Mode]

/** A stage whose one dispatcher reaches ledger and mail server through proxies only, and is started again when it ends. */
export interface Bench {
  readonly stage: Stage
  readonly postgres: StepProxy
  readonly smtp: StepProxy
  dispatcher(): DispatcherProcess
  /**
   * Emits ten messages and does something to the next step of each name, one after the other; resolves when all
   * messages have ended. `tag` goes into their addresses, for the sink; `limitMs` is how long that may take.
   */
  disturb(faults: readonly Fault[], options?: { readonly tag?: string; readonly limitMs?: number }): Promise<void>
  /** Kills the dispatcher and does something to a step of the next one's start; resolves when one runs and all is sent. */
  disturbStart(step: string, mode: 'drop reply' | 'cut'): Promise<void>
  stop(): Promise<void>
}

/** Where a step is seen. */
const isSmtp = (step: string): boolean => /^(connect|EHLO|MAIL|RCPT|DATA|body|dot)$/.test(step)

/** Sets a bench up. */
export async function setUpBench(over: Partial<Settings> = {}, options: StageOptions = {}): Promise<Bench> {
  const stage = await setStage({ delay: [0, 10], ...options })
  const postgres = await startStepProxy(Number(new URL(stage.url).port), postgresFramer)
  const smtp = await startStepProxy(stage.sink.port, smtpFramer)
  const through = new URL(stage.url)
  through.port = String(postgres.port)
  through.hostname = '127.0.0.1'
  const settings = { database: through.href, smtp: smtp.port, lease: '1s', settle: '150ms', ...over }
  let dispatcher = await stage.dispatch(settings)

  const ended = (): boolean =>
    dispatcher.child.process.exitCode !== null || dispatcher.child.process.signalCode !== null
  const revive = async (): Promise<void> => {
    while (ended()) {
      const next = await stage.dispatch(settings).catch(() => undefined)
      if (next !== undefined) dispatcher = next
    }
  }
  const note = async ([step, mode]: Fault, at: number): Promise<void> => {
    const victim = dispatcher
    if (mode.startsWith('kill')) {
      await victim.child.ended
      stage.incidents.push(await stage.begun('kill', victim, at))
      await revive()
    } else if (mode === 'late' && step.startsWith('begin')) {
      // What begins when nobody waits for it any more is never called, and nobody can know.
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      stage.incidents.push(await stage.begun('database', victim, at))
    } else if (isSmtp(step)) stage.incidents.push({ what: 'provider', name: victim.name, at, begun: [] })
  }
  return {
    stage,
    postgres,
    smtp,
    dispatcher: () => dispatcher,
    disturb: async (faults, { tag, limitMs = 20_000 } = {}) => {
      const kill = (): void => dispatcher.child.signal('SIGKILL')
      const setTrap = ([step, mode]: Fault): Promise<number> => {
        // Connections are kept: the steps of a new one come only when there is none.
        if (step === 'connect' || step === 'EHLO') smtp.cut(false)
        return (isSmtp(step) ? smtp : postgres).set({ step, mode, kill })
      }
      let emitted: Promise<unknown> | undefined
      for (const fault of faults) {
        const caught = setTrap(fault)
        emitted ??= stage.emitter.emit(10, tag)
        const at = await within(10_000, caught, `${fault[0]} never came`, dispatcher)
        await note(fault, at)
      }
      await emitted
      const story = faults.map(([step, mode]) => `${mode} at ${step}`).join(', then ')
      await within(limitMs, settledOrRevived(stage, revive), `after ${story} something never ends`, dispatcher)
    },
    disturbStart: async (step, mode) => {
      await stage.kill(dispatcher)
      const caught = postgres.set({ step, mode, kill: () => {} })
      const revived = revive()
      await within(10_000, caught, `${step} never came`, dispatcher)
      await within(20_000, revived, `after ${mode} at ${step} no dispatcher starts`, dispatcher)
      await stage.emitter.emit(10)
      await within(20_000, stage.settled(), `after ${mode} at ${step} something never ends`, dispatcher)
    },
    stop: async () => {
      await stage.stop()
      await postgres.close()
      await smtp.close()
    },
  }
}

/** A dispatcher may also end by itself, as one that was declared dead does. */
async function settledOrRevived(stage: Stage, revive: () => Promise<void>): Promise<void> {
  for (;;) {
    await revive()
    const done = await stage.settled(1_000).then(
      () => true,
      () => false,
    )
    if (done) return
  }
}

async function within<Result>(
  ms: number,
  promise: Promise<Result>,
  otherwise: string,
  dispatcher: DispatcherProcess,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${otherwise}\n${dispatcher.said.slice(-12).join('\n')}`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
