import { maskTokens } from './mask-tokens.js'
import { isLiteral } from './opaque.js'

/**
 * Whether an address needs another one to be complete: it has no scheme. What begins with a token may be a whole address,
 * and a bare fragment leads into the mail itself.
 */
export function isRelative(address: string): boolean {
  const masked = maskTokens(address)
  if (masked === '' || masked.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(masked)) return false
  return isLiteral(/^[^/?#]*/.exec(masked)?.[0] ?? '')
}
