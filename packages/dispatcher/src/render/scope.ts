import type { RenderSubject } from './render-error.js'

/** What a program sees while it runs. */
export interface Scope {
  /** Data of the intent: its top-level properties are the names of the template. */
  readonly data: unknown
  /** Reserved names (`recipient`, `brand`, `locale`, `unsubscribe_url`), visible in partials too. */
  readonly globals: Readonly<Record<string, unknown>>
  /** BCP 47, for dates, numbers and money. */
  readonly format: string
  /** IANA name. */
  readonly timeZone: string
  /** When the intent was admitted: every attempt prints the same "now". */
  readonly now: Date
  /**
   * Address of a file of `_assets/`, by its path below the folder.
   * @throws ValueError where the template has no such file, or nobody said where files are served
   */
  asset(path: string): string
  readonly subject: RenderSubject
}

/** Names that a template's data may not use, because they mean the same in every template. */
export const reservedNames: readonly string[] = ['recipient', 'brand', 'locale', 'unsubscribe_url']
