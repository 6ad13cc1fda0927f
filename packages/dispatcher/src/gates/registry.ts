import { cancelGate } from './cancel.js'
import { expiryGate } from './expiry.js'
import type { Gate } from './gate.js'
import { pauseGate } from './pause.js'
import { preferenceGate } from './preference.js'
import { recipientGuardGate } from './recipient-guard.js'
import { suppressionGate } from './suppression.js'

/**
 * All gates, in the order in which they decide: what ends a message before what makes it wait, and the guard before the
 * pause of providers, which looks at those that are left. A new gate is a file beside this one and a line here.
 */
export const gates: readonly Gate[] = [
  cancelGate,
  expiryGate,
  suppressionGate,
  preferenceGate,
  recipientGuardGate,
  pauseGate,
]
