import type { Findings } from '../source/findings.js'
import type { MappedText } from '../source/mapped-text.js'
import type { MjmlChild, MjmlPlace, MjmlScan } from './scan.js'
import type { Travelling } from './tokens.js'

const columnParents: ReadonlySet<string> = new Set(['mj-section', 'mj-group'])
const columns: ReadonlySet<string> = new Set(['mj-column', 'mj-group'])

/**
 * A block has to begin, divide and end between the same elements; it may not repeat columns, and choose among them only where
 * all of them state their widths.
 */
export function checkBlocks(
  tokens: readonly Travelling[],
  place: (offset: number) => MjmlPlace,
  { children }: MjmlScan,
  source: MappedText,
  findings: Findings,
): void {
  const isSized = ({ name, attributes }: MjmlChild): boolean =>
    !columns.has(name) ||
    ['width', 'mj-class'].some((each) => attributes.has(each)) ||
    hasDefaultWidth(source.text, name)
  const open: { readonly token: Travelling; readonly place: MjmlPlace }[] = []
  for (const token of tokens) {
    const here = place(token.begin)
    if (token.kind === 'open') {
      open.push({ token, place: here })
      if (here.in !== 'between' || !columnParents.has(here.element)) continue
      if (token.name === 'for') {
        findings.add(
          'TPL206',
          source.placeAt(token.begin),
          `a loop around columns cannot work: their widths are fixed when the template is compiled`,
          'loop around the section, or around the content of one column',
        )
      } else if (!(children.get(here.id) ?? []).every(isSized)) {
        findings.add(
          'TPL206',
          source.placeAt(token.begin),
          'a condition around columns needs the widths of all columns beside them: what is not stated is divided among those of every case',
          'give each column a width, as width="50%", or put the tags around the section or inside of a column',
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

/** Whether the head states the width of all columns. */
function hasDefaultWidth(mjml: string, name: string): boolean {
  const [, attributes = ''] = /<mj-attributes\b[^>]*>([\s\S]*?)<\/mj-attributes>/.exec(mjml) ?? []
  return new RegExp(`<(?:${name}|mj-all)\\b[^>]*\\bwidth\\s*=`).test(attributes)
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
