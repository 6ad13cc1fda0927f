import type { Gate, GateSubject } from './gate.js'

/** Whether an address is on an allow-list, in which `*` stands for any characters. Case does not matter. */
export function isAllowed(address: string, allow: readonly string[]): boolean {
  const subject = address.toLowerCase()
  return allow.some((pattern) => matches(subject, pattern.toLowerCase().split('*')))
}

/** Linear in the address: parts are found one after the other, and never searched again. */
function matches(subject: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts
  if (rest.length === 0) return subject === first
  if (!subject.startsWith(first)) return false
  const last = rest.pop() ?? ''
  let at = first.length
  for (const part of rest) {
    const found = subject.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return subject.length - last.length >= at && subject.endsWith(last)
}

const isGuarded = ({ environment, address }: GateSubject): boolean =>
  !environment.production && !isAllowed(address, environment.allow)

/** Outside production everything goes to the catcher, unless the address is on the environment's allow-list. */
export const recipientGuardGate: Gate = {
  name: 'recipient-guard',
  decide: (subject) => {
    const { environment, providers } = subject
    if (!isGuarded(subject) || providers.every(({ kind }) => kind === 'catcher')) return undefined
    if (environment.catcher !== undefined) return { verdict: 'route', providers: [environment.catcher] }
    return {
      verdict: 'end',
      finalState: 'suppressed',
      code: 'recipient-guard',
      detail: `the address is not on the allow-list of ${environment.name}, which has no catcher`,
    }
  },
  describe: (subject) =>
    isGuarded(subject)
      ? `recipient caught in ${subject.environment.name}`
      : `recipient allowed in ${subject.environment.name}`,
}
