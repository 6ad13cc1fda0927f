/**
 * Signs of typography and what GSM-7 has for them: the same sign in another drawing, or white space. Nobody reads a text
 * differently for it. Empty: the sign is invisible.
 */
export const lookAlikes: ReadonlyMap<string, string> = new Map([
  ...spread('‘’‚‛′‹›ʼ`´', "'"),
  ...spread('“”„‟″«»', '"'),
  ...spread('‐‑‒–—―−⁃', '-'),
  ...spread('\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t', ' '),
  ...spread('\u2028\u2029\u0085\u000b', '\n'),
  ...spread('\u00ad\u200b\u2060\ufeff', ''),
  ['…', '...'],
  ['•', '*'],
  ['‣', '*'],
  ['·', '.'],
  ['⁄', '/'],
  ['∕', '/'],
  ['×', 'x'],
])

/** Letters that decomposition does not reach, and whose nearest GSM-7 letters are not the bare ones. */
export const nearestLetters: ReadonlyMap<string, string> = new Map([
  ['ő', 'ö'],
  ['Ő', 'Ö'],
  ['ű', 'ü'],
  ['Ű', 'Ü'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ħ', 'h'],
  ['Ħ', 'H'],
  ['ŧ', 't'],
  ['Ŧ', 'T'],
  ['ı', 'i'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ð', 'd'],
  ['Ð', 'D'],
  ['þ', 'th'],
  ['Þ', 'Th'],
  ['ẞ', 'ß'],
  ['ŋ', 'n'],
  ['Ŋ', 'N'],
  ['©', '(c)'],
  ['®', '(R)'],
  ['™', '(TM)'],
])

function spread(from: string, to: string): readonly (readonly [string, string])[] {
  return [...from].map((character) => [character, to] as const)
}
