import type { ProgramData } from '../../render/program-data.js'
import { parseLiquid } from '../language/parse.js'
import { createFileTable, type Partials } from '../language/parse-context.js'
import type { LocaleTexts } from '../locales/locale-texts.js'
import type { Findings } from '../source/findings.js'
import type { MappedText } from '../source/mapped-text.js'
import { applyPlaces } from './apply-places.js'
import { placeOutputs } from './slots.js'

/** Compiles HTML with Liquid in it: each output is escaped for the place where it stands. */
export function compileHtml(
  source: MappedText,
  findings: Findings,
  partials: Partials,
  texts?: LocaleTexts,
): ProgramData {
  const table = createFileTable()
  const body = parseLiquid(source, { findings, files: table, partials, place: 'html', texts })
  const places = placeOutputs(body, table.files, findings)
  return { files: table.files, body: applyPlaces(body, (output) => places.get(output) ?? 'html') }
}

/** Compiles the text part of a mail: nothing is escaped, and what filters do for HTML is left out. */
export function compilePlain(
  source: MappedText,
  findings: Findings,
  partials: Partials,
  texts?: LocaleTexts,
): ProgramData {
  const table = createFileTable()
  const body = parseLiquid(source, { findings, files: table, partials, place: 'plain', texts })
  return { files: table.files, body: applyPlaces(body, () => 'plain') }
}
