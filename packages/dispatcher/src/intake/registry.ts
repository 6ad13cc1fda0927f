import type { Intake } from './intake.js'
import { outboxIntake } from './outbox/read-outbox.js'
import { scheduledIntake } from './scheduled/read-scheduled.js'

/** All ways in. A new one is a folder beside this file and a line here. */
export const intakes: readonly Intake[] = [outboxIntake, scheduledIntake]
