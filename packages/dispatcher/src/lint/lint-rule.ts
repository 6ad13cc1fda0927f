import type { Edit } from '../templates/source/edit.js'
import type { SourcePlace } from '../templates/source/mapped-text.js'
import type { LintSubject } from './lint-subject.js'

/** What a rule is about. */
export type LintGroup =
  | 'structure'
  | 'data'
  | 'accessibility'
  | 'clients'
  | 'size'
  | 'links'
  | 'images'
  | 'text'
  | 'marketing'
  | 'sms'
  | 'push'
  | 'locales'
  | 'security'

/**
 * Files laid over a template that nothing is wrong with, by name: `template.yaml`, `email.mjml`, `sms.liquid`,
 * `push.liquid`, `samples/short.json`, `_partials/address.mjml`.
 */
export type LintExample = Readonly<Record<string, string>>

/**
 * Tells a finding: where in the author's files, what in one sentence, how to fix it where that differs from the rule's, and
 * edits that cure it and change nothing else, for `tidings lint --fix`. Made once more they find nothing to do.
 */
export type Report = (place: SourcePlace, message: string, hint?: string, edits?: readonly Edit[]) => void

/**
 * A rule beyond what compiling checks. It guards something outside of us: what a mail client does, a standard, a law. What
 * one fix cures is one rule. Its page in the docs is made of what it says of itself, and its examples are its first tests.
 */
export interface LintRule {
  /** `TPL` and three digits; never changes, and is never used again. */
  readonly id: string
  readonly group: LintGroup
  readonly severity: 'error' | 'warning'
  /** What holds where it is kept, in one sentence. */
  readonly title: string
  /** What happens to whom where it is broken. */
  readonly why: string
  /** The client, standard or law that it guards, as `RFC 8058` or `WCAG 2.2, 1.1.1`, with its address where it has one. */
  readonly source: string
  /** How to keep it. The hint of each finding that brings none of its own. */
  readonly fix: string
  /** A template with exactly one finding, of this rule. */
  readonly bad: LintExample
  /** The same, kept. */
  readonly good: LintExample
  check(subject: LintSubject, report: Report): void
}
