import { maskedCharacter, maskTokens } from './mask-tokens.js'

// What other languages and mailing services fill in: ${name}, #{name}, %%name%%, %name%, [[name]], [NAME], {name}, @@name@@;
// $name and $!name of Velocity, $NAME$, __NAME__; and a value that is -name- as a whole, of SendGrid.
const foreign =
  /[$#@]?\{[^{}]*\}|%%[^%\s]+%%|%[A-Za-z_][\w.:-]*%|\[\[[^\]]*\]\]|\[[A-Za-z_][\w.: -]*\]|@@[^@\s]+@@|\$!?[A-Za-z_]|__[A-Za-z]\w*__|^-[A-Za-z_]\w*-$/

/** Whether a value is known when it is written: no part of it is filled in later, by whatever system. */
export function isLiteral(value: string): boolean {
  const masked = maskTokens(value)
  return !masked.includes(maskedCharacter) && !foreign.test(masked)
}
