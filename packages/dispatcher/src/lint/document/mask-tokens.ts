/** Stands for each character of a token: a private character, which no author writes and no parser knows. */
export const maskedCharacter = '\uE000'

const hidden = /\{%-?\s*(comment|raw)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}/
/** Liquid, Jinja and Handlebars, ERB, and the merge tags of mailing services. */
const token = /\{\{\{[\s\S]*?\}\}\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|<%[\s\S]*?%>|\*\|[^|\n]*\|\*/
const tokens = new RegExp(`${hidden.source}|${token.source}`, 'g')

/** The text with every template token covered, so that offsets stay and a parser of markup sees opaque text. */
export function maskTokens(text: string): string {
  return text.replace(tokens, (match) => match.replace(/[^\n]/g, maskedCharacter))
}
