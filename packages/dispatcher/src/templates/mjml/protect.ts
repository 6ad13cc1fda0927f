import { escapeHtml } from '../../render/escape.js'
import type { Findings } from '../source/findings.js'
import { joinMapped, type MappedText, madeText, sliceMapped } from '../source/mapped-text.js'
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

/** What template.yaml and the locale add to a body. */
export interface Additions {
  /** BCP 47 of the text. */
  readonly language: string
  readonly preheader?: MappedText
  /** Becomes the title where the body has none. */
  readonly subject?: MappedText
}

/** Attributes of MJML elements that take any text, so that a value may stand in them. */
const textAttributes: ReadonlySet<string> = new Set([
  ...['href', 'src', 'alt', 'title', 'rel', 'name', 'target', 'background-url', 'css-class', 'font-family'],
  ...['thumbnails-src', 'icon-wrapped-url', 'icon-unwrapped-url', 'aria-label', 'usemap'],
])
/** Parents between whose children mjml keeps an mj-raw. */
const rawParents: ReadonlySet<string> = new Set([
  ...['mj-body', 'mj-wrapper', 'mj-section', 'mj-group', 'mj-column', 'mj-hero', 'mj-navbar', 'mj-social'],
  ...['mj-accordion', 'mj-accordion-element'],
])
const columnParents: ReadonlySet<string> = new Set(['mj-section', 'mj-group'])
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'iw', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv', 'ckb'])

/** Covers the Liquid of a body, and reports where it may not stand. Undefined where nothing can be compiled. */
export function protectMjml(source: MappedText, additions: Additions, findings: Findings): ProtectedMjml | undefined {
  const tokens = readTravelling(source, findings)
  const scan = scanMjml(maskLiquid(source, tokens), findings)
  const { rootName, body } = scan
  if (rootName === undefined || body === undefined) return undefined
  const extras = [additions.preheader, additions.subject].filter((text) => text !== undefined)
  const placeholders = createPlaceholders([source.text, ...extras.map(({ text }) => text)])
  const place = placeFinder(scan)
  const prefix: MappedText[] = []
  const kept: Travelling[] = []
  const pieces: MappedText[] = []
  let end = 0

  const copy = (to: number) => {
    const from = end
    end = to
    const inserted = insertions
      .filter(({ at }) => at >= from && at < to)
      .sort((left, right) => left.at - right.at)
    let cursor = from
    for (const { at, piece } of inserted) {
      pieces.push(sliceMapped(source, cursor, at), piece)
      cursor = at
    }
    pieces.push(sliceMapped(source, cursor, to))
  }
  const insertions = makeInsertions(scan, source, additions, placeholders, kept, findings)

  checkBlocks(tokens, place, source, findings)
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
  switch (place.in) {
    case 'content':
      return placeholders.word(token)
    case 'attribute': {
      const { element, attribute } = place
      if (element !== 'mjml' && textAttributes.has(attribute)) return placeholders.word(token)
      if (attribute.endsWith('color') && token.kind === 'output') return placeholders.colour(token)
      findings.add(
        'TPL204',
        at,
        `the value of ${attribute} of <${element}> is needed when the template is compiled`,
        attribute.endsWith('color') ? 'put one {{ value }} there, without tags around' : 'write it out, or use one element per case',
      )
      return undefined
    }
    case 'between':
      if (token.kind === 'output' || token.name === 'render' || token.name === 'raw') {
        findings.add('TPL206', at, `a value between MJML elements is lost, here inside of <${place.element}>`, 'put it into <mj-text> or <mj-raw>')
        return undefined
      }
      if (!rawParents.has(place.element)) {
        findings.add(
          'TPL206',
          at,
          `a tag cannot stand between the children of <${place.element}>`,
          'assign before <mjml>; divide inside of <mj-body>, <mj-section> or <mj-column>',
        )
        return undefined
      }
      return `<mj-raw>${placeholders.word(token)}</mj-raw>`
    case 'comment':
      if (token.kind !== 'output') {
        findings.add('TPL206', at, 'a tag inside of a comment would still count', 'use {% comment %} around it')
      }
      return undefined
    case 'tag':
      findings.add('TPL206', at, `a tag cannot stand inside of the start tag <${place.element}>`, 'use one element per case')
      return undefined
    case 'before':
    case 'after':
      findings.add('TPL206', at, 'Liquid behind </mjml> is lost')
      return undefined
  }
}

/** A block has to begin, divide and end between the same elements, and may not repeat columns. */
function checkBlocks(
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

function placeFinder({ spans }: MjmlScan): (offset: number) => MjmlPlace {
  let index = 0
  return (offset) => {
    if ((spans[index]?.begin ?? 0) > offset) index = 0
    while (index < spans.length - 1 && (spans[index]?.end ?? 0) <= offset) index++
    return spans[index]?.place ?? { in: 'before', id: 0 }
  }
}

interface Insertion {
  readonly at: number
  readonly piece: MappedText
}

function makeInsertions(
  { rootName = 0, rootAttributes, head, body = 0, once }: MjmlScan,
  source: MappedText,
  { language, preheader, subject }: Additions,
  placeholders: Placeholders,
  kept: Travelling[],
  findings: Findings,
): readonly Insertion[] {
  const made: Insertion[] = []
  const base = language.split('-')[0] ?? language
  const root = [
    rootAttributes.has('lang') ? '' : ` lang="${language}"`,
    rootAttributes.has('dir') ? '' : ` dir="${rightToLeft.has(base) ? 'rtl' : 'ltr'}"`,
  ].join('')
  if (root !== '') made.push({ at: rootName, piece: madeText(root, source.placeAt(rootName)) })

  const elements: MappedText[] = []
  const add = (name: 'mj-preview' | 'mj-title', text: MappedText | undefined) => {
    if (text === undefined) return
    const place = text.placeAt(0)
    const given = once.get(name)
    if (given === undefined) {
      elements.push(madeText(`<${name}>`, place), coverSlot(text, placeholders, kept, findings), madeText(`</${name}>`, place))
    } else if (name === 'mj-preview') {
      findings.add('TPL003', source.placeAt(given), 'the preheader is stated twice', 'keep the one in template.yaml, channels.email.preheader')
    }
  }
  add('mj-preview', preheader)
  add('mj-title', subject)
  if (elements.length > 0) {
    const wrapped = head === undefined ? [madeText('<mj-head>', source.placeAt(body)), ...elements, madeText('</mj-head>', source.placeAt(body))] : elements
    made.push({ at: head ?? body, piece: joinMapped(wrapped) })
  }
  return made
}

/** A slot of template.yaml inside of the mail: plain text, so that its own words are escaped. */
function coverSlot(text: MappedText, placeholders: Placeholders, kept: Travelling[], findings: Findings): MappedText {
  const pieces: MappedText[] = []
  let end = 0
  for (const token of readTravelling(text, findings)) {
    pieces.push(madeText(escapeHtml(text.text.slice(end, token.begin)), text.placeAt(end)))
    end = token.end
    if (token.kind === 'gone') continue
    kept.push(token)
    pieces.push(madeText(placeholders.word(token), text.placeAt(token.begin)))
  }
  pieces.push(madeText(escapeHtml(text.text.slice(end)), text.placeAt(end)))
  return joinMapped(pieces)
}
