/** Stands for each character of a token: a private character, which no author writes and no parser knows. */
export const maskedCharacter = '\uE000'

/** How a token begins, and what ends it: the first such text after it, or a form that has to follow at once. */
interface TokenKind {
  readonly open: RegExp
  readonly close: string | RegExp
}

/** Those that may hold the ends of others first, and longer ones before shorter ones. */
const kinds: readonly TokenKind[] = [
  // Liquid
  { open: /\{%-?\s*comment\s*-?%\}/, close: /\{%-?\s*endcomment\s*-?%\}/g },
  { open: /\{%-?\s*raw\s*-?%\}/, close: /\{%-?\s*endraw\s*-?%\}/g },
  { open: /\{%-?\s*verbatim\s*-?%\}/, close: /\{%-?\s*endverbatim\s*-?%\}/g },
  // Handlebars, Jinja
  { open: /\{\{!--/, close: /--~?\}\}/g },
  { open: /\{\{\{\{[^{}/]*\}\}\}\}/, close: /\{\{\{\{\/[^{}]*\}\}\}\}/g },
  { open: /\{#(?=[\s-])/, close: '#}' },
  // CSS may hold `{#id`, but no `#}` behind it.
  { open: /\{#/, close: /[^{}\n]*#\}/y },
  // Liquid, Jinja, Twig, Handlebars, Mustache
  { open: /\{\{\{/, close: '}}}' },
  { open: /\{\{/, close: '}}' },
  { open: /\{%/, close: '%}' },
  // ERB, EJS, JSP; PHP
  { open: /<%/, close: '%>' },
  { open: /<\?(?:php\b|=)/, close: '?>' },
  // FreeMarker
  { open: /<\/?[#@](?=[a-zA-Z])/, close: '>' },
  // JavaScript, Java; Pug, Ruby
  { open: /[$#]\{/, close: /[^{}]*\}/y },
  // Mailchimp, Mandrill; Salesforce; Template Toolkit
  { open: /\*\|/, close: /[^|\n]*\|\*/y },
  { open: /%%\[/, close: ']%%' },
  { open: /%%=/, close: '=%%' },
  { open: /%%(?=[^%\s])/, close: /[^%\n]*%%/y },
  { open: /\[%/, close: '%]' },
]

const opening = new RegExp(kinds.map(({ open }) => `(${open.source})`).join('|'), 'g')

/** Offset behind the end of a token whose opening ends at `from`; undefined where it has none. */
function endOf(text: string, from: number, { close }: TokenKind): number | undefined {
  if (typeof close === 'string') {
    const at = text.indexOf(close, from)
    return at < 0 ? undefined : at + close.length
  }
  close.lastIndex = from
  const match = close.exec(text)
  return match === null ? undefined : match.index + match[0].length
}

/** As many masked characters; lines stay. */
export const maskOf = (token: string): string => token.replace(/[^\n]/g, maskedCharacter)

/**
 * The text with every template token covered, so that offsets stay and a parser of markup sees opaque text. `cover`
 * gives text of the same length.
 */
export function maskTokens(text: string, cover: (token: string) => string = maskOf): string {
  let masked = ''
  let done = 0
  // What has no end once has none later either: to look again for each opening would take the square of the time.
  const endless = new Set<TokenKind>()
  opening.lastIndex = 0
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const behind = opening.lastIndex
    const kind = kinds[match.slice(1).findIndex((group) => group !== undefined)]
    const end = kind === undefined || endless.has(kind) ? undefined : endOf(text, behind, kind)
    if (end === undefined) {
      if (kind !== undefined && !(kind.close instanceof RegExp && kind.close.sticky)) endless.add(kind)
      // A shorter token may begin at the same place.
      opening.lastIndex = match.index + 1
      continue
    }
    masked += text.slice(done, match.index) + cover(text.slice(match.index, end))
    done = end
    opening.lastIndex = end
  }
  return masked + text.slice(done)
}
