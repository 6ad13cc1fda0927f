import type { Findings } from '../source/findings.js'
import { joinMapped, type MappedText, madeText, sliceMapped } from '../source/mapped-text.js'
import { type Additions, makeInsertions } from './additions.js'
import { checkBlocks } from './check-blocks.js'
import { createPlaceholders, type Placeholders } from './placeholders.js'
import { type MjmlPlace, type MjmlScan, scanMjml } from './scan.js'
import { maskLiquid, readTravelling, type Travelling } from './tokens.js'

/** MJML that mjml can compile: its Liquid is covered. */
export interface ProtectedMjml {
  readonly mjml: MappedText
  readonly placeholders: Placeholders
  /** What stands before `<mjml>`: assignments for the whole mail. */
  readonly prefix: MappedText
  /** Pieces that must be found in the compiled mail. */
  readonly kept: readonly Travelling[]
}

/** Attributes of MJML elements that take any text, so that a value may stand in them. */
const textAttributes: ReadonlySet<string> = new Set([
  ...['href', 'src', 'alt', 'title', 'rel', 'name', 'target', 'background-url', 'css-class', 'font-family'],
  ...['thumbnails-src', 'icon-wrapped-url', 'icon-unwrapped-url', 'aria-label', 'usemap'],
])
/** Parents between whose children mjml keeps an mj-raw. */
const rawParents: ReadonlySet<string> = new Set([
  ...['mj-body', 'mj-wrapper', 'mj-section', 'mj-group', 'mj-column', 'mj-hero', 'mj-navbar', 'mj-social'],
  'mj-accordion',
])
/** Covers the Liquid of a body, and reports where it may not stand. Undefined where nothing can be compiled. */
export function protectMjml(source: MappedText, additions: Additions, findings: Findings): ProtectedMjml | undefined {
  const tokens = readTravelling(source, findings)
  const scan = scanMjml(maskLiquid(source, tokens), findings)
  const { rootName, body } = scan
  if (rootName === undefined || body === undefined) return undefined
  const placeholders = createPlaceholders([source.text])
  const place = placeFinder(scan)
  const prefix: MappedText[] = []
  const kept: Travelling[] = []
  const pieces: MappedText[] = []
  let end = 0

  const copy = (to: number) => {
    const from = end
    end = to
    const inserted = insertions.filter(({ at }) => at >= from && at < to).sort((left, right) => left.at - right.at)
    let cursor = from
    for (const { at, piece } of inserted) {
      pieces.push(sliceMapped(source, cursor, at), piece)
      cursor = at
    }
    pieces.push(sliceMapped(source, cursor, to))
  }
  const insertions = makeInsertions(scan, source, additions, placeholders, kept, findings)

  checkBlocks(tokens, place, scan, source, findings)
  for (const token of tokens) {
    copy(token.begin)
    end = token.end
    if (token.kind === 'gone') continue
    const here = place(token.begin)
    if (here.in === 'before') {
      prefix.push(token.text)
      continue
    }
    const stand = standIn(token, here, placeholders, source, findings)
    if (stand === undefined) continue
    kept.push(token)
    pieces.push(madeText(stand, source.placeAt(token.begin)))
  }
  copy(source.text.length)
  const joined = joinMapped(pieces)
  return { mjml: joined, placeholders, prefix: joinMapped(prefix), kept }
}

/** What stands for a piece of Liquid at its place; undefined where nothing may, which is a finding. */
function standIn(
  token: Travelling,
  place: MjmlPlace,
  placeholders: Placeholders,
  source: MappedText,
  findings: Findings,
): string | undefined {
  const at = source.placeAt(token.begin)
  // What is wrong with a block is said once, where it begins.
  const quiet = token.kind === 'divide' || token.kind === 'close'
  const refuse = (rule: 'TPL204' | 'TPL206', message: string, hint?: string): undefined => {
    if (!quiet) findings.add(rule, at, message, hint)
    return undefined
  }
  switch (place.in) {
    case 'content':
      return placeholders.word(token)
    case 'attribute': {
      const { element, attribute } = place
      // mjml takes picture and colour of a network by its name.
      const isLookedUp = element === 'mjml' || (element === 'mj-social-element' && attribute === 'name')
      if (!isLookedUp && textAttributes.has(attribute)) return placeholders.word(token)
      if (attribute.endsWith('color') && token.kind === 'output') return placeholders.colour(token)
      return refuse(
        'TPL204',
        `the value of ${attribute} of <${element}> is needed when the template is compiled`,
        attribute.endsWith('color')
          ? 'put one {{ value }} there, without tags around'
          : 'write it out, or use one element per case',
      )
    }
    case 'between':
      if (token.kind === 'output' || token.name === 'render' || token.name === 'raw') {
        return refuse(
          'TPL206',
          `a value between MJML elements is lost, here inside of <${place.element}>`,
          'put it into <mj-text> or <mj-raw>',
        )
      }
      if (!rawParents.has(place.element)) {
        return refuse(
          'TPL206',
          `a tag cannot stand between the children of <${place.element}>`,
          insteadOf(place.element),
        )
      }
      return `<mj-raw>${placeholders.word(token)}</mj-raw>`
    case 'comment':
      if (token.kind === 'output') return undefined
      return refuse('TPL206', 'a tag inside of a comment would still count', 'use {% comment %} around it')
    case 'tag':
      return refuse(
        'TPL206',
        `a tag cannot stand inside of the start tag <${place.element}>`,
        'use one element per case',
      )
    case 'before':
    case 'after':
      return refuse('TPL206', 'Liquid behind </mjml> is lost')
  }
}

/** Where tags may stand that cannot stand here. */
function insteadOf(parent: string): string {
  switch (parent) {
    case 'mj-carousel':
      return 'put them around <mj-carousel>, one for each case: its pictures are counted when the template is compiled'
    case 'mj-accordion-element':
      return 'put them inside of <mj-accordion-title> and <mj-accordion-text>, or around the whole element'
    case 'mj-attributes':
      return 'name an mj-class for each case, and use one element per case'
    case 'mj-head':
      return 'put them inside of <mj-style>, <mj-title> or <mj-raw>; assign before <mjml>'
    default:
      return 'assign before <mjml>; divide inside of <mj-body>, <mj-section> or <mj-column>'
  }
}

function placeFinder({ spans }: MjmlScan): (offset: number) => MjmlPlace {
  let index = 0
  return (offset) => {
    if ((spans[index]?.begin ?? 0) > offset) index = 0
    while (index < spans.length - 1 && (spans[index]?.end ?? 0) <= offset) index++
    return spans[index]?.place ?? { in: 'before', id: 0 }
  }
}
