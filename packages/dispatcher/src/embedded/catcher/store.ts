import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { openAppendLog } from './append-log.js'
import type { Caught } from './caught.js'
import { type CaughtFilter, filterCaught } from './caught-filter.js'

/** What the catcher keeps: a log of all messages, one file for each mail. */
export interface CatcherStore {
  /** Keeps a message; resolves when a killed process would no longer lose it. `raw` is the mail's bytes. */
  keep(message: Omit<Caught, 'n' | 'ref'>, raw?: Uint8Array): Promise<Caught>
  /** Newest first. */
  list(filter: CaughtFilter): readonly Caught[]
  get(n: number): Caught | undefined
  /** The mail's bytes; undefined where there is no such mail. */
  raw(n: number): Promise<Buffer | undefined>
  /** Forgets all messages. */
  clear(): Promise<void>
  readonly size: number
  close(): Promise<void>
}

/** First line of a rewritten log, so that a number is never given twice. */
interface NextNumber {
  readonly next: number
}

/**
 * Opens the store in a folder, which is made where it does not exist.
 *
 * @param keep how many messages it holds; the oldest are forgotten above that.
 */
export const openCatcherStore = async (folder: string, keep: number): Promise<CatcherStore> => {
  const mails = join(folder, 'mail')
  await mkdir(mails, { recursive: true, mode: 0o700 })
  const { log, lines } = await openAppendLog(join(folder, 'caught.jsonl'))

  const messages = new Map<number, Caught>()
  let next = 1
  let inFile = lines.length
  for (const line of lines) {
    const entry = JSON.parse(line) as Caught | NextNumber
    if ('next' in entry) {
      next = Math.max(next, entry.next)
    } else {
      messages.set(entry.n, entry)
      next = Math.max(next, entry.n + 1)
    }
  }

  const mailPath = (n: number) => join(mails, `${n}.eml`)
  const forget = (n: number): Promise<void> => {
    const message = messages.get(n)
    messages.delete(n)
    return message?.channel === 'email' ? rm(mailPath(n), { force: true }) : Promise.resolve()
  }
  const forgetOldest = async () => {
    for (const n of messages.keys()) {
      if (messages.size <= keep) break
      await forget(n)
    }
  }
  const rewrite = () =>
    log.rewrite(() => {
      inFile = messages.size + 1
      return [
        JSON.stringify({ next } satisfies NextNumber),
        ...[...messages.values()].map((one) => JSON.stringify(one)),
      ]
    })
  await forgetOldest()

  return {
    async keep(message, raw) {
      const n = next++
      const kept: Caught = { n, ...message, ref: `caught-${n}` }
      if (raw) await writeFile(mailPath(kept.n), raw, { mode: 0o600 })
      messages.set(kept.n, kept)
      inFile++
      await log.append(JSON.stringify(kept))
      if (messages.size > keep) await forgetOldest()
      // The log holds at most as many forgotten messages as kept ones, so a rewrite costs each message once.
      if (inFile > 2 * keep + 1) await rewrite()
      return kept
    },

    list: (filter) => filterCaught([...messages.values()].reverse(), filter),

    get: (n) => messages.get(n),

    async raw(n) {
      if (messages.get(n)?.channel !== 'email') return undefined
      return readFile(mailPath(n)).catch(() => undefined)
    },

    async clear() {
      await Promise.all([...messages.keys()].map(forget))
      await rewrite()
    },

    get size() {
      return messages.size
    },

    close: () => log.close(),
  }
}
