/**
 * What is done to one step. `kill before` and `kill after` end the dispatcher before the step is forwarded, or when the
 * server has carried it out; `drop reply` lets the server carry it out and cuts the connection instead of its reply,
 * `stall reply` does the same after a while in which the dispatcher waits; `cut` cuts it before the server hears of the
 * step, and `late` cuts it and lets the server hear of it afterwards.
 */
export type Mode = 'kill before' | 'kill after' | 'drop reply' | 'stall reply' | 'cut' | 'late'

/** A step that is waited for. */
export interface Trap {
  readonly step: string
  readonly mode: Mode
  /** Ends the dispatcher. */
  readonly kill: () => void
}

/** A trap that is set, and who is told when it has caught its step, with the time, ms since 1970. */
export interface SetTrap extends Trap {
  readonly caught: (at: number) => void
}
