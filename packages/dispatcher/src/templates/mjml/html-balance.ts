import { Tokenizer } from 'htmlparser2'

import { ignoredParts } from '../html/ignored-parts.js'
import type { Findings } from '../source/findings.js'
import { type MappedText, sliceMapped } from '../source/mapped-text.js'

/** Elements without content, which have no end tag. */
export const voidElements: ReadonlySet<string> = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'],
])
/** Elements that HTML lets a reader close by itself. */
export const mayStayOpen: ReadonlySet<string> = new Set([
  ...['p', 'li', 'dt', 'dd', 'tr', 'td', 'th', 'thead', 'tbody', 'tfoot', 'colgroup', 'option'],
])

/**
 * Checks that HTML inside of an MJML element closes what it opens. Where Liquid tags stand between, a block may open and
 * another close, so that nothing can be said.
 */
export function checkHtmlBalance(source: MappedText, begin: number, end: number, findings: Findings): void {
  const part = sliceMapped(source, begin, end)
  if (!part.text.includes('<') || part.text.includes('\uE000')) return
  const open: { readonly name: string; readonly at: number }[] = []
  const problem = (at: number, message: string) => findings.add('TPL201', part.placeAt(at), message)
  let last = { name: '', at: 0 }
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      ...ignoredParts,
      onopentagname(start, stop) {
        last = { name: part.text.slice(start, stop).toLowerCase(), at: start - 1 }
      },
      onopentagend() {
        if (!voidElements.has(last.name)) open.push(last)
      },
      onselfclosingtag() {
        if (!voidElements.has(last.name)) open.push(last)
      },
      onclosetag(start, stop) {
        const name = part.text.slice(start, stop).toLowerCase()
        const index = open.findLastIndex((each) => each.name === name)
        if (index === -1) {
          if (name !== 'p' && name !== 'br') problem(start - 2, `</${name}> closes nothing`)
          return
        }
        for (const inner of open.splice(index).slice(1)) {
          if (!mayStayOpen.has(inner.name)) problem(inner.at, `<${inner.name}> is not closed before </${name}>`)
        }
      },
    },
  )
  tokenizer.write(part.text)
  tokenizer.end()
  for (const { name, at } of open) if (!mayStayOpen.has(name)) problem(at, `<${name}> is not closed`)
}
