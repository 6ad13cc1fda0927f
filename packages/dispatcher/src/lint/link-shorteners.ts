/** Open to everybody, and so known to the filters of mail services and carriers alike. */
const shorteners: ReadonlySet<string> = new Set([
  ...['adf.ly', 'bit.ly', 'bitly.com', 'bl.ink', 'buff.ly', 'cutt.ly', 'goo.gl', 'is.gd', 'ow.ly', 'rb.gy'],
  ...['rebrand.ly', 'short.io', 'shorturl.at', 't.co', 't.ly', 'tiny.cc', 'tinyurl.com', 'v.gd'],
])

/** Whether a host, in small letters, is that of a public service that shortens addresses. */
export function isShortener(host: string): boolean {
  return shorteners.has(host.replace(/^www\./, ''))
}
