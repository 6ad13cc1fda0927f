/** Something that was done to a dispatcher or to what it depends on, and may have left calls without an answer. */
export interface Incident {
  readonly what: 'kill' | 'stop' | 'database' | 'provider'
  /** EHLO name of the dispatcher it happened to; empty where it happened to all. */
  readonly name: string
  /** ms since 1970. */
  readonly at: number
  /** `<intent>.<n>.<generation>.<attempt>` of the attempts that were begun and not recorded just after it. */
  readonly begun: readonly string[]
}
