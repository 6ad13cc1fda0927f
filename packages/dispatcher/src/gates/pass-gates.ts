import type { Gate, GateSubject, Verdict } from './gate.js'
import { gates } from './registry.js'

/** Where a message may go, or what stops it and which gate said so. */
export type Passage =
  | { readonly passed: true; readonly providers: GateSubject['providers'] }
  | {
      readonly passed: false
      readonly gate: string
      readonly verdict: Exclude<NonNullable<Verdict>, { verdict: 'route' }>
    }

/** Asks all gates in order; the first that objects decides. */
export function passGates(subject: GateSubject, inOrder: readonly Gate[] = gates): Passage {
  let current = subject
  for (const gate of inOrder) {
    const verdict = gate.decide(current)
    if (verdict === undefined) continue
    if (verdict.verdict !== 'route') return { passed: false, gate: gate.name, verdict }
    current = { ...current, providers: verdict.providers }
  }
  return { passed: true, providers: current.providers }
}
