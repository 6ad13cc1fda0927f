import type { EmailBody, EmailBodyContext } from './email-body.js'
import { compileHtml, compilePlain } from './html/compile-html.js'
import { completeDocument } from './html/complete-document.js'
import { compileDerived, coverLiquid, deriveMappedText } from './html/derived-part.js'
import { scanDocument } from './html/scan-document.js'
import { parseLiquid } from './language/parse.js'
import { createFileTable } from './language/parse-context.js'
import { createPlaceholders } from './mjml/placeholders.js'
import { maskLiquid, readTravelling, type Travelling } from './mjml/tokens.js'
import { joinMapped, type MappedText } from './source/mapped-text.js'

/** Compiles a body that is written in HTML; undefined where something keeps it from being compiled, which is then a finding. */
export function compileHtmlBody(
  source: MappedText,
  { findings, partials, additions, texts, ownText, check }: Omit<EmailBodyContext, 'includes' | 'mjml'>,
): EmailBody | undefined {
  const files = createFileTable()
  check({ files: files.files, body: parseLiquid(source, { findings, files, partials, place: 'html', texts }) })
  const tokens = readTravelling(source, findings)
  const scan = scanDocument(maskLiquid(source, tokens), findings)
  if (scan === undefined || findings.hasErrors()) return undefined

  const language = texts.used ? texts.locale : additions.language
  const whole = completeDocument(source, scan, { ...additions, language }, findings)
  const html = compileHtml(whole, findings, partials, texts)
  if (ownText !== undefined) return { html, text: compilePlain(ownText, findings, partials, texts) }
  const placeholders = createPlaceholders([source.text])
  const words = deriveMappedText(coverLiquid(source, placeholders), placeholders, source, findings)
  const text = placeholders.restore(words, source.placeAt(0))
  const before = assignments(tokens.filter(({ begin }) => begin < scan.body.begin))
  return { html, text: compileDerived(joinMapped([...before, text]), { findings, partials, texts }) }
}

/** What is set before the body, with the conditions around: the text part has to know it, too. */
function assignments(tokens: readonly Travelling[]): readonly MappedText[] {
  if (!tokens.some(({ name }) => name === 'assign' || name === 'capture')) return []
  return tokens
    .filter(({ kind, name }) => kind !== 'output' && kind !== 'gone' && name !== 'render' && name !== 'raw')
    .map(({ text }) => text)
}
