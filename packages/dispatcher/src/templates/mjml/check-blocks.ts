import type { Findings } from '../source/findings.js'
import type { MappedText } from '../source/mapped-text.js'
import type { MjmlPlace } from './scan.js'
import type { Travelling } from './tokens.js'

const columnParents: ReadonlySet<string> = new Set(['mj-section', 'mj-group'])
/** A block has to begin, divide and end between the same elements, and may not repeat columns. */
export function checkBlocks(
  tokens: readonly Travelling[],
  place: (offset: number) => MjmlPlace,
  source: MappedText,
  findings: Findings,
): void {
  const open: { readonly token: Travelling; readonly place: MjmlPlace }[] = []
  for (const token of tokens) {
    const here = place(token.begin)
    if (token.kind === 'open') {
      open.push({ token, place: here })
      if (token.name === 'for' && here.in === 'between' && columnParents.has(here.element)) {
        findings.add(
          'TPL206',
          source.placeAt(token.begin),
          `a loop around columns cannot work: their widths are fixed when the template is compiled`,
          'loop around the section, or around the content of one column',
        )
      }
    }
    if (token.kind !== 'divide' && token.kind !== 'close') continue
    const start = token.kind === 'close' ? open.pop() : open.at(-1)
    if (start === undefined || (start.place.in === here.in && start.place.id === here.id)) continue
    findings.add(
      'TPL302',
      source.placeAt(token.begin),
      `\`${token.name}\` stands ${spell(here)}, but its block begins ${spell(start.place)}`,
      'begin and end a block between the same elements',
    )
  }
}

function spell(place: MjmlPlace): string {
  switch (place.in) {
    case 'attribute':
      return `in the attribute ${place.attribute} of <${place.element}>`
    case 'tag':
      return `in the tag <${place.element}>`
    case 'content':
    case 'between':
      return `inside of <${place.element}>`
    case 'comment':
      return 'in a comment'
    default:
      return `${place.in} <mjml>`
  }
}
