import type { Channel } from '@tidings/sdk'

import type { At } from './program-data.js'

/** What a render was busy with: names in every error. */
export interface RenderSubject {
  readonly template: string
  readonly channel: Channel
  /** Locale of the template that is being rendered. */
  readonly locale: string
}

/** Where and what, beyond the sentence. */
export interface RenderErrorDetail {
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** Path of the value, as the template spells it: `order.note`. */
  readonly path?: string
  readonly cause?: unknown
}

/**
 * A message could not be rendered: the data lacks something, a URL has a forbidden scheme, or a limit is passed. Final:
 * the same template and data fail again. `message` holds template, channel, file, line and column.
 */
export class RenderError extends Error {
  override readonly name = 'RenderError'
  readonly code = 'TIDINGS_RENDER'
  readonly template: string
  readonly channel: Channel
  readonly locale: string
  readonly file: string | undefined
  /** 1-based. */
  readonly line: number | undefined
  /** 1-based. */
  readonly column: number | undefined
  readonly path: string | undefined
  /** The sentence without the place. */
  readonly reason: string

  constructor(subject: RenderSubject, reason: string, detail: RenderErrorDetail = {}) {
    const place = detail.file === undefined ? '' : ` ${detail.file}:${detail.line ?? 1}:${detail.column ?? 1}`
    super(
      `${subject.template} ${subject.channel} (${subject.locale})${place}: ${reason}`,
      detail.cause === undefined ? undefined : { cause: detail.cause },
    )
    this.template = subject.template
    this.channel = subject.channel
    this.locale = subject.locale
    this.file = detail.file
    this.line = detail.line
    this.column = detail.column
    this.path = detail.path
    this.reason = reason
  }
}

/**
 * Thrown by filters and escapes, which know what is wrong but not where. The program that runs them adds the place.
 */
export class ValueError extends Error {
  override readonly name = 'ValueError'
}

/** The place of an instruction, for an error. */
export function placeOf(files: readonly string[], at: At): RenderErrorDetail {
  return { file: files[at[0]] ?? '', line: at[1], column: at[2] }
}
