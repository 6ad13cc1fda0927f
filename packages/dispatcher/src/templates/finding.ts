import type { Edit } from './source/edit.js'

/** Something wrong with a template, at a place in the author's file. */
export interface Finding {
  /** Rule id, `TPL` and three digits; stable. */
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly template: string
  /** File relative to the templates folder, as `order-shipped/email.mjml`. */
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** 1-based, in characters. */
  readonly column: number
  /** What is wrong, in one sentence. */
  readonly message: string
  /** How to fix it. */
  readonly hint?: string
  /** What would cure it and change nothing else. Absent where only the author can tell. */
  readonly edits?: readonly Edit[]
}
