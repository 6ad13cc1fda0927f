/** A link of a mail. */
export interface MailLink {
  readonly href: string
  /** What it says, or the alternative text of its picture. */
  readonly text: string
}

const anchor = /<a\b((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)<\/a\s*>/gi
const attribute = (name: string): RegExp => new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i')
const href = attribute('href')
const alt = attribute('alt')

/** The links of a mail's HTML in its order, each pair of address and words once. */
export function mailLinks(html: string): readonly MailLink[] {
  const found = new Map<string, MailLink>()
  // What Outlook alone reads repeats what all others read.
  for (const [, attributes = '', content = ''] of html.replace(/<!--[\s\S]*?-->/g, '').matchAll(anchor)) {
    const address = given(href.exec(attributes))
    if (address === undefined) continue
    const words = textOf(content) || decodeEntities(given(alt.exec(content)) ?? '')
    const link = { href: decodeEntities(address).trim(), text: words }
    found.set(`${link.href}\n${link.text}`, link)
  }
  return [...found.values()]
}

/** The text that clients show after the subject: the first element of the body that is hidden. Empty without one. */
export function preheaderOf(html: string): string {
  const body = html.slice(Math.max(0, html.search(/<body\b/i)))
  const [, hidden = ''] = /<div style="display:\s*none;[^"]*">([\s\S]*?)<\/div>/i.exec(body) ?? []
  return textOf(hidden)
    .replace(/(?:\u034f|[\u200b\u200c\ufeff\s])+/g, ' ')
    .trim()
}

function given(match: RegExpExecArray | null): string | undefined {
  return match?.[1] ?? match?.[2] ?? match?.[3]
}

function textOf(html: string): string {
  return decodeEntities(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name = '') => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      if (Number.isNaN(code)) return named[String(name).toLowerCase()] ?? whole
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
