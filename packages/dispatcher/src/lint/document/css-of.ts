import { maskOf, maskTokens } from './mask-tokens.js'

/** Deeper than anybody writes. The parser calls itself for each level. */
const nestingLimit = 64

/** Whether CSS is nested deeper than its parser can go. */
export function isTooDeep(css: string): boolean {
  let open = 0
  for (const character of css) {
    if (character === '{' || character === '(' || character === '[') open += 1
    else if (open > 0 && (character === '}' || character === ')' || character === ']')) open -= 1
    if (open > nestingLimit) return true
  }
  return false
}

const entities: Readonly<Record<string, string>> = {
  '&quot;': '"     ',
  '&apos;': "'     ",
  '&#39;': "'    ",
  '&#34;': '"    ',
}
const statement = /(^|[;{}])(\s*)(\uE000+)(?=\s*(?:[;}]|$|\n))/g
/** Tokens that print nothing: what stands around them is CSS as if they were not there. */
const silent = /^(?:\{[%#]|\{\{\{?~?\s*(?:[#/^>!]|else\b)|<%(?![=-])|<\?php|<\/?[#@]|\*\|(?:IF|ELSE|END)|%%\[|\[%)/

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

/** The text for a parser of CSS: tokens are blank where they print nothing, else a word; offsets stay. */
export function cssOf(text: string, inline: boolean): string {
  const bare = text.replace(/<!--|-->/g, blank)
  const plain = inline ? bare.replace(/&(?:quot|apos|#39|#34);/g, (entity) => entities[entity] ?? entity) : bare
  const masked = maskTokens(plain, (token) => (silent.test(token) ? blank(token) : maskOf(token)))
  return masked.replace(statement, (_, before: string, space: string, token: string) => before + space + blank(token))
}
