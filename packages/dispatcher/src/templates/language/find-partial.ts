import type { RenderTag } from 'liquidjs'

import { renderLimits } from '../../render/limits.js'
import type { Findings } from '../source/findings.js'
import type { MappedText, SourcePlace } from '../source/mapped-text.js'
import { didYouMean } from '../source/nearest.js'
import type { ParseContext } from './parse-context.js'

/** Partials around a text, and how many there were in all. */
export interface OpenPartials {
  readonly files: readonly string[]
  readonly count: { partials: number }
}

// Partials are put in place, so that ten which render two others each make a thousand; a mail has a few dozen.
const mostPartials = 1000

/** The name in a `render`; undefined, with a finding, where it is no text, or where arguments have no names. */
export function partialName(tag: RenderTag, here: SourcePlace, findings: Findings): string | undefined {
  const { file, ...own } = tag as unknown as { file: unknown; with?: unknown; forBinding?: unknown }
  if (typeof file !== 'string') {
    findings.add('TPL109', here, 'a partial is named by a text in quotes', "write {% render 'name' %}")
    return undefined
  }
  if (own.with === undefined && own.forBinding === undefined) return file
  findings.add('TPL102', here, '`render` takes arguments by name only', `write {% render '${file}', name: value %}`)
  return undefined
}

/** The partial of a name; undefined, with a finding, where there is none or it may not stand here. */
export function findPartial(
  name: string,
  here: SourcePlace,
  { partials, place, findings }: ParseContext,
  open: OpenPartials & { readonly depth: number },
): MappedText | undefined {
  const found = partials.find(name)
  if (found === undefined) {
    findings.add(
      'TPL109',
      here,
      `there is no partial \`${name}\`${didYouMean(name, partials.names)}`,
      'partials are the .liquid and .html files in _partials/ and in the template itself',
    )
    return undefined
  }
  if (partials.isTwice?.(name) === true) {
    findings.add('TPL109', here, `there are two partials \`${name}\`, as .liquid and as .html`, 'rename one of them')
  }
  if (place === 'plain' && partials.isMarkup?.(name) === true) {
    findings.add(
      'TPL109',
      here,
      `the partial \`${name}\` is HTML, and this text is sent as it is`,
      'write a .liquid partial for it',
    )
  }
  if (open.files.includes(found.placeAt(0).file)) {
    findings.add('TPL109', here, `the partial \`${name}\` includes itself`)
    return undefined
  }
  if (open.depth + 1 > renderLimits.nesting) {
    findings.add('TPL111', here, `blocks are nested deeper than ${renderLimits.nesting}`)
    return undefined
  }
  if (++open.count.partials > mostPartials) {
    findings.add('TPL111', here, `the partials in one text come to more than ${mostPartials}`)
    return undefined
  }
  return found
}
