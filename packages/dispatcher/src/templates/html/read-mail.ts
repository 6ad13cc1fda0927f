import { parseDocument } from 'htmlparser2'

/** A link of a mail. */
export interface MailLink {
  readonly href: string
  /** What it says, or the alternative texts of its pictures. */
  readonly text: string
}

/** What a reader of a mail's HTML gets beside its looks. */
export interface MailReading {
  /** In their order, each pair of address and words once. */
  readonly links: readonly MailLink[]
  /** The hidden text before all that is seen, which clients show after the subject; empty without one. */
  readonly preheader: string
}

type Parsed = ReturnType<typeof parseDocument>['children'][number]
type ParsedElement = Extract<Parsed, { attribs: unknown }>

/** Where text is none that a reader sees. */
const unseen: ReadonlySet<string> = new Set(['head', 'title', 'style', 'script', 'template'])

/** Reads the HTML of a rendered or a caught mail. What only Outlook reads, in comments, is passed over. */
export function readMail(html: string): MailReading {
  const links = new Map<string, MailLink>()
  let preheader = ''
  let isBegun = false
  for (const { node, isSkipped } of walk(parseDocument(html).children)) {
    if (isElement(node)) {
      const { href } = node.attribs
      if ((node.name === 'a' || node.name === 'area') && href !== undefined) {
        const link = { href: href.trim(), text: wordsOf(node) }
        links.set(`${link.href}\n${link.text}`, link)
      }
      if (!isBegun && !isSkipped && isHidden(node)) {
        preheader = wordsOf(node)
        isBegun = preheader !== ''
      }
    } else if (node.type === 'text' && !isSkipped && tidy(node.data) !== '') isBegun = true
  }
  return { links: [...links.values()], preheader }
}

/** All nodes in their order. With a list of its own: a mail may be nested deeper than calls. */
function* walk(nodes: readonly Parsed[]): Generator<{ readonly node: Parsed; readonly isSkipped: boolean }> {
  const waiting = [...nodes].reverse().map((node) => ({ node, isSkipped: false }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    const { node } = next
    if (!('children' in node)) continue
    const isSkipped = next.isSkipped || (isElement(node) && (unseen.has(node.name) || isHidden(node)))
    for (const child of [...node.children].reverse()) waiting.push({ node: child, isSkipped })
  }
}

function isElement(node: Parsed): node is ParsedElement {
  return 'attribs' in node
}

function isHidden({ attribs }: ParsedElement): boolean {
  return /(?:^|;)\s*display\s*:\s*none/i.test(attribs.style ?? '')
}

/** Nodes of a link that are looked at: links in links by the thousand would be read again and again. */
const mostInLink = 500

/** What an element says, or, where it says nothing, what is said of its pictures. */
function wordsOf(element: ParsedElement): string {
  const inside: Parsed[] = []
  for (const { node } of walk([element])) if (inside.push(node) === mostInLink) break
  const said = tidy(inside.map((node) => (node.type === 'text' ? node.data : ' ')).join(''))
  return said === '' ? tidy(inside.map((node) => (isElement(node) ? (node.attribs.alt ?? '') : '')).join(' ')) : said
}

/** One space for all white space, with what preheaders are filled up with, which has no width. */
function tidy(text: string): string {
  return text.replace(/(?:\u034f|[\s\u00ad\u200b-\u200d\ufeff])+/g, ' ').trim()
}
