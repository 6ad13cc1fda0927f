/** A character for a finding: itself where it can be seen, and its code point. */
export function spellCharacter(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return /[\p{Z}\p{C}\p{M}]/u.test(character) ? code : `"${character}" (${code})`
}
