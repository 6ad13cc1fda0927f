import { startChild } from './child.js'
import { readLog } from './read-log.js'

/** One emit as the emitter wrote it down. */
export interface Emission {
  readonly id: string
  readonly to: string
  readonly template: string
  /** Its transaction was rolled back: it must never be heard of. */
  readonly rolledBack: boolean
  readonly acknowledged: boolean
}

type Line =
  | {
      readonly event: 'started'
      readonly id: string
      readonly to: string
      readonly template: string
      readonly rolledBack: boolean
    }
  | { readonly event: 'acknowledged'; readonly id: string }

/** A service as a process of its own that emits through the SDK, with its log. */
export interface Emitter {
  /** Resolves when so many more are acknowledged or rolled back. `tag` goes into their addresses, for the sink. */
  emit(count: number, tag?: string): Promise<void>
  emissions(): Emission[]
  stop(): Promise<void>
}

/** Starts an emitter on a ledger's database. Addresses are `m<number>@crash.example`. */
export async function startEmitter(log: string, url: string): Promise<Emitter> {
  const args = [JSON.stringify({ url, log, domain: 'crash.example' })]
  const module = new URL('emitter-process.mjs', import.meta.url)
  const child = startChild(module, args, ['ignore', 'inherit', 'inherit', 'ipc'])
  await child.heard<{ ready?: true }>((message) => message.ready === true)
  let next = 1
  return {
    emit: async (count, tag) => {
      const from = next
      next += count
      const done = child.heard<{ emitted?: number }>((message) => message.emitted === from + count)
      child.send({ emit: count, from, tag })
      await done
    },
    emissions: () => {
      const found = new Map<string, Emission>()
      for (const line of readLog<Line>(log)) {
        if (line.event === 'started') {
          const { id, to, template, rolledBack } = line
          found.set(id, { id, to, template, rolledBack, acknowledged: false })
          continue
        }
        const emission = found.get(line.id)
        if (emission !== undefined) found.set(line.id, { ...emission, acknowledged: true })
      }
      return [...found.values()]
    },
    stop: async () => {
      child.signal('SIGKILL')
      await child.ended
    },
  }
}
