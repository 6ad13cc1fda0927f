import { QuoteType, Tokenizer } from 'htmlparser2'

import type { Instruction, Place } from '../../render/program-data.js'
import { sourcePlace } from '../language/parse-context.js'
import type { Findings } from '../source/findings.js'
import { conditionalRegions, openConditionalComments } from './conditional-comments.js'
import { escapableElements, rawElements, refusedAttributes, refusedElements, urlAttributes } from './elements.js'
import { ignoredParts } from './ignored-parts.js'
import { linearize, type Mark, markForm, type OutputInstruction } from './linear.js'
import { markFinder } from './mark-finder.js'
import { placeValues } from './value-places.js'

/**
 * Finds out where in the HTML each output stands, and so how it is escaped. Outputs where no escape helps (scripts,
 * event handlers, comments, names) and blocks that change the place are findings.
 */
export function placeOutputs(
  body: readonly Instruction[],
  files: readonly string[],
  findings: Findings,
): ReadonlyMap<OutputInstruction, Place> {
  const linear = linearize(body)
  const places = new Map<OutputInstruction, Place>()
  /** Where each block began: all its marks have to stand at the same. */
  const blocks = new Map<object, string>()
  const seen = new Set<Mark>()
  /** Blocks that begin right behind the name of an element: no arm may continue the name. */
  const glued = new Set<object>()
  const text = openConditionalComments(linear.text)
  const regions = conditionalRegions(linear.text)
  const placeOf = (mark: Mark) => sourcePlace(files, mark.kind === 'output' ? mark.output.at : mark.block.at)

  for (const { body: captured, at } of linear.captures) {
    if (captured.some((part) => typeof part === 'string' && /<[a-z/!]/i.test(part))) {
      findings.add(
        'TPL108',
        sourcePlace(files, at),
        'a capture holds a text, and this one holds markup',
        'use a partial with {% render %}',
      )
    }
  }

  const marksIn = markFinder(text, linear.marks)

  /** All blocks in a stretch have to begin and end in stretches of the same name. */
  function note(start: number, end: number, name: string): void {
    for (const { mark, at } of marksIn(start, end)) {
      seen.add(mark)
      if (mark.kind === 'output') continue
      const full = `${name} ${regions(at)}`
      const first = blocks.get(mark.block)
      if (first === undefined) blocks.set(mark.block, full)
      else if (first !== full) {
        findings.add(
          'TPL302',
          placeOf(mark),
          'the block begins and ends at different places of the HTML',
          'let it hold whole elements, whole attributes or a part of one value',
        )
      }
    }
  }

  function refuse(start: number, end: number, where: string, hint?: string): void {
    for (const { mark } of marksIn(start, end)) {
      seen.add(mark)
      findings.add(
        'TPL301',
        placeOf(mark),
        mark.kind === 'output' ? `a value may not stand ${where}` : `a tag may not stand ${where}`,
        hint,
      )
    }
  }

  function setAll(start: number, end: number, place: Place): void {
    for (const { mark } of marksIn(start, end)) if (mark.kind === 'output') places.set(mark.output, place)
  }

  function setValues(start: number, end: number, kind: 'url' | 'style'): void {
    const { places: found, refusals } = placeValues(text.slice(start, end), linear.marks, kind)
    for (const [mark, place] of found) if (mark.kind === 'output') places.set(mark.output, place)
    for (const { mark, rule, message, hint } of refusals) findings.add(rule, placeOf(mark), message, hint)
  }

  let element = ''
  let tag = 0
  let raw = ''
  let styleStart = -1
  let attribute = { name: '', start: -1, end: -1 }

  function endAttribute(quote: QuoteType): void {
    const { name, start, end } = attribute
    attribute = { name: '', start: -1, end: -1 }
    if (start === -1 || marksIn(start, end).length === 0) return
    note(start, end, `attribute ${start}`)
    if (quote !== QuoteType.Double && quote !== QuoteType.Single)
      refuse(start, end, 'in an attribute without quotes', 'put quotes around it')
    else if (name.startsWith('on')) refuse(start, end, `in the event handler ${name}`, 'e-mail runs no scripts')
    else if (refusedAttributes.has(name)) refuse(start, end, `in the attribute ${name}`)
    else if (refusedElements.has(element)) refuse(start, end, `in an attribute of <${element}>`)
    else if (urlAttributes.has(name)) setValues(start, end, 'url')
    else if (name === 'style') setValues(start, end, 'style')
    else setAll(start, end, 'html')
  }

  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      ...ignoredParts,
      ontext(start, end) {
        note(start, end, `text ${raw}`)
        if (raw === 'style') return
        if (escapableElements.has(raw)) setAll(start, end, 'html')
        else refuse(start, end, `inside of <${raw}>`)
      },
      onopentagname(start, end) {
        tag = start
        const whole = text.slice(start, end)
        const [, name = '', tags = ''] = whole.includes('\uE001')
          ? (/^([^\uE001]*?)((?:x\uE001\d+\uE002)*)$/.exec(whole) ?? [])
          : [whole, whole]
        element = name.toLowerCase()
        const behind = end - tags.length
        // `<td{% if wide %} colspan="2"{% endif %}>`: the name ends before the tag.
        if (name !== '' && marksIn(behind, end).every(({ mark }) => mark.kind === 'open')) {
          for (const { mark } of marksIn(behind, end)) if (mark.kind !== 'output') glued.add(mark.block)
          note(behind, end, `tag ${tag}`)
        } else refuse(start, end, 'in the name of an element')
      },
      onopentagend(end) {
        if (rawElements.has(element)) raw = element
        if (raw === 'style') styleStart = end + 1
      },
      onselfclosingtag() {
        element = ''
      },
      onclosetag(start, end) {
        if (marksIn(start, end).length > 0) refuse(start, end, 'in the name of an element')
        if (text.slice(start, end).replace(markForm, '').toLowerCase() !== raw) return
        if (raw === 'style' && styleStart !== -1) setValues(styleStart, start - 2, 'style')
        raw = ''
        styleStart = -1
      },
      onattribname(start, end) {
        attribute = { name: text.slice(start, end).toLowerCase(), start: -1, end: -1 }
        const marks = marksIn(start, end)
        if (marks.length === 0) return
        const name = /^(?:x\uE001\d+\uE002)+([^\uE001]*)$/.exec(text.slice(start, end))?.[1]
        if (
          name !== undefined &&
          marks.every(({ mark }) => mark.kind !== 'output' && (name === '' || !glued.has(mark.block)))
        ) {
          note(start, end, `tag ${tag}`)
          attribute.name = name.toLowerCase()
        } else
          refuse(
            start,
            end,
            'in the name of an attribute',
            'write whole attributes inside of the tags, with a space before',
          )
      },
      onattribdata(start, end) {
        if (attribute.start === -1) attribute.start = start
        attribute.end = end
      },
      onattribend: endAttribute,
      oncomment: (start, end) => refuse(start, end, 'inside of a comment', 'use {% comment %}'),
      ondeclaration: (start, end) => refuse(start, end, 'inside of a declaration'),
      onprocessinginstruction: (start, end) => refuse(start, end, 'inside of a processing instruction'),
      oncdata: (start, end) => refuse(start, end, 'inside of CDATA'),
    },
  )
  tokenizer.write(text)
  tokenizer.end()
  for (const mark of linear.marks) {
    if (seen.has(mark)) continue
    findings.add(
      'TPL301',
      placeOf(mark),
      'this stands where HTML ends too early or takes no values',
      'close the tag, comment or quote before it',
    )
  }
  return places
}
