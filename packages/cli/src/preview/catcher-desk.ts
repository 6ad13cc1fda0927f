import { setTimeout as sleep } from 'node:timers/promises'
import type { Configuration } from '@tidings/dispatcher/config'
import { type CatcherClient, CatcherError, createCatcherClient } from '@tidings/dispatcher/embedded'
import { readMail } from '@tidings/dispatcher/templates'
import type { Channel } from '@tidings/sdk'

import { catcherUrl } from '../catcher.js'
import type { CaughtAnswer, CaughtOneAnswer, PreviewEvent } from './answers.js'
import { withoutResourceLinks } from './frame-policy.js'
import type { Frames } from './frames.js'
import { Refusal } from './guard.js'
import { type ProjectPictures, withProjectPictures } from './project-pictures.js'
import { travelOf } from './sms-travel.js'

/** What the desk works with. */
export interface CatcherDeskOptions {
  readonly configuration: () => Configuration
  /** Reads the configuration again: `tidings dev` writes where its catcher listens when it starts. */
  readonly reread: () => Promise<void>
  readonly frames: Frames
  readonly pictures: () => Promise<ProjectPictures>
  readonly tell: (event: PreviewEvent) => void
  /** The story of an intent, line by line; undefined where no ledger can be reached or knows it. */
  readonly why: (intent: string) => Promise<readonly string[] | undefined>
}

/** What the page may see of the catcher, and do to it. */
export interface CatcherDesk {
  list(): Promise<CaughtAnswer>
  one(number: number): Promise<CaughtOneAnswer>
  setRule(body: Readonly<Record<string, unknown>>): Promise<CaughtAnswer>
  clearRules(body: Readonly<Record<string, unknown>>): Promise<CaughtAnswer>
  close(): Promise<void>
}

/** Messages in the list. */
const shown = 500

/** Pause before a catcher that does not answer is asked again, ms. */
const againMs = 2_000

/** Opens the desk; it follows the catcher as soon as somebody has looked at it, and as long as there is one. */
export function openCatcherDesk({
  configuration,
  reread,
  frames,
  pictures,
  tell,
  why,
}: CatcherDeskOptions): CatcherDesk {
  const closing = new AbortController()
  let following: Promise<void> | undefined

  const client = (): CatcherClient => {
    const url = catcherUrl(configuration())
    if (url === undefined) throw new Refusal(404, 'tidings.yaml has no provider of kind catcher')
    return createCatcherClient(url)
  }
  const follow = async (): Promise<void> => {
    const { signal } = closing
    let there = false
    while (!signal.aborted) {
      try {
        for await (const event of client().events(signal)) {
          if (event === 'listening') tell({ kind: 'catcher' })
          else tell({ kind: 'caught', message: event })
          there = true
        }
      } catch {
        // Nobody answers: said by the list, and asked again.
      }
      if (there && !signal.aborted) tell({ kind: 'catcher' })
      there = false
      await sleep(againMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await reread()
    }
  }
  const list = async (): Promise<CaughtAnswer> => {
    following ??= follow()
    try {
      const [messages, rules] = await Promise.all([client().list({ limit: shown }), client().rules()])
      return { messages, rules }
    } catch (error) {
      if (!(error instanceof CatcherError)) throw error
      return { problem: error.message, messages: [], rules: [] }
    }
  }
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof CatcherError) throw new Refusal(error.status ?? 502, error.message)
      throw error
    }
  }
  const scopeOf = ({ channel, to }: Readonly<Record<string, unknown>>) => ({
    ...(typeof channel === 'string' && channel !== '' && { channel: channel as Channel }),
    ...(typeof to === 'string' && to !== '' && { to }),
  })

  return {
    list,
    one: (number) =>
      asked(async () => {
        const message = await client().get(number)
        if (message === undefined) throw new Refusal(404, `there is no caught message #${number}`)
        const raw = message.channel === 'email' ? await client().raw(number) : undefined
        const html = message.mail?.html
        const own = await pictures()
        const story = message.intent === undefined ? undefined : await why(message.intent)
        return {
          message,
          ...(raw && { raw: raw.toString('utf8') }),
          ...(html !== undefined && {
            key: frames.put({
              shown: withoutResourceLinks(withProjectPictures(html, Object.values(configuration().brands), own)),
              html,
              raw: raw ?? Buffer.alloc(0),
              name: `caught.${number}`,
            }),
          }),
          links: html === undefined ? [] : readMail(html).links,
          ...(message.channel === 'sms' && { travel: travelOf(message.text ?? '') }),
          ...(story && { why: story }),
        }
      }),
    setRule: (body) =>
      asked(async () => {
        await client().setRule(String(body.rule), scopeOf(body))
        return list()
      }),
    clearRules: (body) =>
      asked(async () => {
        await client().clearRules(scopeOf(body))
        return list()
      }),
    close: async () => {
      closing.abort()
      await following
    },
  }
}
