/** Stands for each character of a token: a private character, which no author writes and no parser knows. */
export const maskedCharacter = '\uE000'

/** Whole blocks whose content is no markup: comments and raw text of Liquid, Jinja and Handlebars, code of AMPscript. */
const hidden = [
  /\{%-?\s*(comment|raw|verbatim)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}/,
  /\{\{!--[\s\S]*?--~?\}\}/,
  /\{\{\{\{[^{}]*\}\}\}\}[\s\S]*?\{\{\{\{\/[^{}]*\}\}\}\}/,
  // CSS may hold `{#id`, but no `#}` behind it.
  /\{#(?=[\s-])[\s\S]*?#\}|\{#[^{}\n]*#\}/,
  /%%\[[\s\S]*?\]%%/,
]
/** Liquid, Jinja and Handlebars, ERB, and the merge tags of mailing services. */
const token = [
  /\{\{\{[\s\S]*?\}\}\}/,
  /\{\{[\s\S]*?\}\}/,
  /\{%[\s\S]*?%\}/,
  /<%[\s\S]*?%>/,
  /\*\|[^|\n]*\|\*/,
  /%%[^%\s][^%\n]*%%/,
]
const tokens = new RegExp([...hidden, ...token].map(({ source }) => source).join('|'), 'g')

/** The text with every template token covered, so that offsets stay and a parser of markup sees opaque text. */
export function maskTokens(text: string): string {
  return text.replace(tokens, (match) => match.replace(/[^\n]/g, maskedCharacter))
}
