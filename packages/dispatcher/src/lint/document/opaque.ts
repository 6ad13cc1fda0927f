import { maskedCharacter, maskTokens } from './mask-tokens.js'

// What other languages and mailing services fill in: ${name}, #{name}, %%name%%, %name%, [[name]], [NAME], {name}, @@name@@.
const foreign = /[$#@]?\{[^{}]*\}|%%[^%\s]+%%|%[A-Za-z_][\w.:-]*%|\[\[[^\]]*\]\]|\[[A-Za-z_][\w.: -]*\]|@@[^@\s]+@@/

/** Whether a value is known when it is written: no part of it is filled in later, by whatever system. */
export function isLiteral(value: string): boolean {
  const masked = maskTokens(value)
  return !masked.includes(maskedCharacter) && !foreign.test(masked)
}
