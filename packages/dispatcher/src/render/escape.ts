import type { Place } from './program-data.js'
import { ValueError } from './render-error.js'

// Quotes are escaped everywhere, so that one escape serves text and quoted attributes; numeric, as Liquid writes them. HTML has
// no NUL: parsers drop it in one place and replace it in another.
const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '\0': '\uFFFD',
}
/** By character code, as all of them are below 64. */
const entities: readonly (string | undefined)[] = Array.from(
  { length: 64 },
  (_, code) => named[String.fromCharCode(code)],
)
const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
}
const special = /[&<>"'\0]/

/** Escapes for HTML text and quoted attributes. */
export function escapeHtml(text: string): string {
  const first = text.search(special)
  if (first < 0) return text
  let escaped = ''
  let done = 0
  for (let index = first; index < text.length; index++) {
    const entity = entities[text.charCodeAt(index)]
    if (entity === undefined) continue
    escaped += text.slice(done, index) + entity
    done = index + 1
  }
  return escaped + text.slice(done)
}

/** Takes back what `escapeHtml` does, so that escaping again changes nothing. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#34|#39);/g, (entity) => characters[entity] ?? entity)
}

/** Schemes that a link or picture in a mail may have. */
const mailSchemes: ReadonlySet<string> = new Set(['https', 'http', 'mailto', 'tel', 'sms', 'cid'])
const pictureSchemes: ReadonlySet<string> = new Set(['https', 'http', 'cid'])
// A browser drops tabs and line ends inside a scheme and control characters before it (WHATWG URL, section 4.4).
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get through
const unsafeInUrl = /[\u0000-\u0020\u007f\\]/
// What nearly all URLs are: nothing in them has to be encoded, and nothing to be judged.
const usualUrl = /^https:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&*+,=%]+$/
const scheme = /^([a-z][a-z0-9+.-]*):/i

/**
 * A whole URL: absolute, with a scheme that may be used. Percent-encodes what may not stand in one, and quotes,
 * brackets and semicolons, which could end the attribute or style around it.
 * @throws ValueError for any other; nothing is replaced by a harmless link.
 */
export function checkUrl(text: string, allowed: (scheme: string) => boolean = (name) => mailSchemes.has(name)): string {
  if (usualUrl.test(text) && allowed('https')) return text
  if (unsafeInUrl.test(text)) {
    throw new ValueError('a URL may not contain white space, control characters or backslashes')
  }
  const name = scheme.exec(text)?.[1]?.toLowerCase()
  if (name === undefined) throw new ValueError('a URL must be absolute, as https://example.com/…')
  if (!allowed(name)) throw new ValueError(`a URL may not have the scheme "${name}:"; use https`)
  return text.replace(/[^A-Za-z0-9\-._~:/?#[\]@!$&*+,=%]+/gu, encode)
}

/** Percent-encodes all but letters, digits and `-._~`. */
function encode(text: string): string {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${hex(character)}`)
  } catch {
    throw new ValueError('half of a surrogate pair cannot stand in a URL')
  }
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase()
}

function checkHost(text: string): string {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text)) return text
  throw new ValueError('a host name has letters, digits, dots and hyphens only')
}

const styleValue = /^[A-Za-z0-9 #.,%+_-]*$/
const styleFunction = /^(?:rgb|rgba|hsl|hsla)\([0-9 .,%/]+\)$/

function checkStyle(text: string): string {
  if (styleValue.test(text) || styleFunction.test(text)) return text
  throw new ValueError('a style takes a colour, a number with its unit or a name')
}

/** The escape for a place. Each takes the text of a value and throws ValueError where it may not stand there. */
export const escapes: Readonly<Record<Place, (text: string) => string>> = {
  plain: (text) => text,
  html: escapeHtml,
  'html-lines': (text) => escapeHtml(text).replace(/\r?\n/g, '<br />\n'),
  'html-once': (text) => escapeHtml(unescapeHtml(text)),
  url: (text) => escapeHtml(checkUrl(text)),
  // From here on only letters, digits and %XX are left, and what is named: nothing that HTML or CSS would read.
  'url-host': checkHost,
  'url-path': (text) => encode(text).replaceAll('%2F', '/'),
  'url-part': encode,
  'url-address': (text) => encode(text).replaceAll('%40', '@').replaceAll('%2B', '+'),
  style: checkStyle,
  'style-url': (text) => escapeHtml(checkUrl(text, (name) => pictureSchemes.has(name))),
}
