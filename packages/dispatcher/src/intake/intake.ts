import type { Connection } from '../ledger/connection.js'
import type { AdmitContext, Admitted } from './admit-batch.js'

/** What an intake is given by the process it runs in. */
export interface IntakeContext extends AdmitContext {
  /** Opens a connection to the ledger that is this intake's own. */
  connect(name: string): Connection
  /** Pause between two looks at nothing, ms. */
  readonly pollMs: number
  /** Told after each commit. */
  admitted(intake: string, counts: Admitted): void
  /** Told of each failure; the intake goes on by itself. */
  failed(intake: string, error: unknown): void
}

/** A running intake. */
export interface RunningIntake {
  /** False while it cannot read or admit. */
  healthy(): boolean
  /** Reads nothing more, finishes the batch under way. */
  stop(): Promise<void>
}

/** A way for intents to come in: reads a batch, admits it, acknowledges only after the ledger has committed. */
export interface Intake {
  readonly name: string
  start(context: IntakeContext): RunningIntake
}
