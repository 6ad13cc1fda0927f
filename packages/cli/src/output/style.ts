import { styleText } from 'node:util'

import type { TextSink } from '../context.js'

/** What a colour means here. Everything has its word beside it, so nothing is lost without colours. */
export type Meaning = 'done' | 'waiting' | 'failed' | 'link' | 'dim' | 'strong'

/** How text is dressed for one stream. */
export interface Style {
  /** The text in the colour of its meaning; unchanged where there are no colours. */
  readonly paint: (meaning: Meaning, text: string) => string
  readonly symbols: {
    readonly done: string
    readonly failed: string
    readonly dot: string
    readonly arrow: string
    readonly dots: string
  }
  /** Characters that a line may have. */
  readonly width: number
}

const formats = { done: 'green', waiting: 'yellow', failed: 'red', link: 'blue', dim: 'dim', strong: 'bold' } as const
const unicode = { done: '✓', failed: '✗', dot: '·', arrow: '→', dots: '…' }
const ascii = { done: 'ok', failed: 'x', dot: '-', arrow: '->', dots: '...' }

/**
 * Dresses text for a stream. Colours: `--color` and `--no-color`, then `NO_COLOR`, then `FORCE_COLOR`, then whether the
 * stream is a terminal that is not dumb. ASCII where the locale says that it is not UTF-8.
 */
export function styleFor(
  stream: TextSink,
  env: Readonly<Record<string, string | undefined>>,
  colour: boolean | undefined,
): Style {
  const colours = colour ?? wantsColour(stream, env)
  return {
    paint: (meaning, text) => (colours ? styleText(formats[meaning], text, { validateStream: false }) : text),
    symbols: isUtf8(env) ? unicode : ascii,
    width: Math.min(stream.columns ?? 100, 100),
  }
}

function wantsColour(stream: TextSink, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR)
  return stream.isTTY === true && env.TERM !== 'dumb'
}

function isUtf8(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  // No locale at all is common in containers and services, whose logs are read as UTF-8.
  return locale === undefined || locale === '' || /utf-?8/i.test(locale)
}

/** The colour of a message's state. */
export function stateMeaning(state: string): Meaning {
  if (['accepted', 'delivered', 'emitted'].includes(state)) return 'done'
  if (['failed', 'refused', 'bounced', 'unknown', 'complained'].includes(state)) return 'failed'
  if (['expired', 'cancelled', 'superseded', 'suppressed', 'not reached'].includes(state)) return 'dim'
  return 'waiting'
}
