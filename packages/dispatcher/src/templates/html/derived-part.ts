import type { ProgramData } from '../../render/program-data.js'
import type { Partials } from '../language/parse-context.js'
import type { LocaleTexts } from '../locales/locale-texts.js'
import { createPlaceholders, type Placeholders } from '../mjml/placeholders.js'
import { readTravelling } from '../mjml/tokens.js'
import { createFindings, type Findings } from '../source/findings.js'
import type { MappedText } from '../source/mapped-text.js'
import { compilePlain } from './compile-html.js'
import { deriveText } from './derive-text.js'

/** What a derived text part is compiled with. */
export interface DerivedContext {
  readonly findings: Findings
  readonly partials: Partials
  readonly texts: LocaleTexts
}

/** Compiles a text part that was derived from HTML, whose loops and conditions are still there. */
export function compileDerived(text: MappedText, { partials, findings, texts }: DerivedContext): ProgramData {
  const own = createFindings('')
  const derived: Partials = {
    names: partials.names,
    find(name) {
      const found = partials.find(name)
      return found === undefined ? undefined : deriveMapped(found, findings)
    },
  }
  const program = compilePlain(text, own, derived, texts)
  // The HTML is fine, so a block must have lost one of its ends to something that text parts leave out.
  for (const { file, line, column, message } of own.list()) {
    findings.add(
      'TPL203',
      { file, line, column },
      `no text part can be derived from the HTML: ${message}`,
      'let blocks hold whole elements, or write email.text.liquid',
    )
  }
  return program
}

/** The text of a partial that is written in HTML. What else is wrong with it was found when the HTML was compiled. */
function deriveMapped(source: MappedText, findings: Findings): MappedText {
  if (!/[<&]/.test(source.text)) return source
  const placeholders = createPlaceholders([source.text])
  const text = deriveMappedText(`<body>${coverLiquid(source, placeholders)}</body>`, placeholders, source, findings)
  return placeholders.restore(text.trimEnd(), source.placeAt(0))
}

/** The text of HTML whose Liquid is covered by words; a finding, and empty, where it is nested too deep. */
export function deriveMappedText(
  html: string,
  placeholders: Placeholders,
  source: MappedText,
  findings: Findings,
): string {
  const text = deriveText(html, placeholders)
  if (text !== undefined) return text
  findings.add(
    'TPL203',
    source.placeAt(0),
    'no text part can be derived from the HTML: its elements are nested deeper than mail clients read',
    'close what is open, or write email.text.liquid',
  )
  return ''
}

/** HTML with words in the place of its Liquid, for `deriveText`. */
export function coverLiquid(source: MappedText, placeholders: Placeholders): string {
  let html = ''
  let end = 0
  for (const token of readTravelling(source, createFindings(''))) {
    html += source.text.slice(end, token.begin) + (token.kind === 'gone' ? '' : placeholders.word(token))
    end = token.end
  }
  return html + source.text.slice(end)
}
