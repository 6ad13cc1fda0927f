import type { ProgramData } from '../render/program-data.js'
import { compileHtml, compilePlain } from './html/compile-html.js'
import { compileDerived, deriveMappedText } from './html/derived-part.js'
import { parseLiquid } from './language/parse.js'
import { createFileTable, type Partials } from './language/parse-context.js'
import type { LocaleTexts } from './locales/locale-texts.js'
import type { Additions } from './mjml/additions.js'
import type { MjmlCompiler } from './mjml/compiler.js'
import { flattenIncludes } from './mjml/flatten.js'
import type { MjmlProblem } from './mjml/messages.js'
import { type ProtectedMjml, protectMjml } from './mjml/protect.js'
import type { Findings } from './source/findings.js'
import { joinMapped, type MappedText } from './source/mapped-text.js'

/** The two parts of a mail. */
export interface EmailBody {
  readonly html: ProgramData
  readonly text: ProgramData
}

/** What a body is compiled with. */
export interface EmailBodyContext {
  readonly findings: Findings
  readonly partials: Partials
  readonly includes: ReadonlyMap<string, MappedText>
  readonly mjml: MjmlCompiler
  readonly additions: Additions
  readonly texts: LocaleTexts
  /** The author's own text part. Absent: it is derived from the HTML. */
  readonly ownText?: MappedText
  /** Called with the body as the author wrote it, to check it against the schema. */
  check(program: ProgramData): void
}

/** Compiles an MJML body; undefined where something keeps it from being compiled, which is then a finding. */
export async function compileEmailBody(source: MappedText, context: EmailBodyContext): Promise<EmailBody | undefined> {
  const { findings, partials, additions, ownText, texts } = context
  const flat = flattenIncludes(source, context.includes, findings)
  const files = createFileTable()
  context.check({ files: files.files, body: parseLiquid(flat, { findings, files, partials, place: 'html', texts }) })
  const covered = protectMjml(flat, texts.used ? { ...additions, language: texts.locale } : additions, findings)
  if (covered === undefined || findings.hasErrors()) return undefined

  const place = source.placeAt(0)
  const { html, errors, crash } = await context.mjml.compile(covered.mjml.text)
  if (crash !== undefined) {
    findings.add('TPL202', place, `mjml cannot compile this: ${covered.placeholders.reveal(crash)}`)
    return undefined
  }
  for (const error of errors) reportMjml(error, covered, findings)
  reportLost(html, covered, findings)
  if (findings.hasErrors()) return undefined

  const htmlProgram = compileHtml(
    joinMapped([covered.prefix, covered.placeholders.restore(html, place)]),
    findings,
    partials,
    texts,
  )
  if (ownText !== undefined) return { html: htmlProgram, text: compilePlain(ownText, findings, partials, texts) }
  const words = deriveMappedText(html, covered.placeholders, source, findings)
  const text = joinMapped([covered.prefix, covered.placeholders.restore(words, place)])
  return { html: htmlProgram, text: compileDerived(text, context) }
}

function reportMjml(
  { line, message, element }: MjmlProblem,
  { mjml, placeholders }: ProtectedMjml,
  findings: Findings,
): void {
  let begin = 0
  for (let count = 1; count < line; count++) begin = mjml.text.indexOf('\n', begin) + 1
  const end = mjml.text.indexOf('\n', begin)
  const within = mjml.text.slice(begin, end === -1 ? undefined : end).indexOf(`<${element}`)
  findings.add('TPL202', mjml.placeAt(begin + Math.max(within, 0)), placeholders.reveal(message))
}

function reportLost(html: string, { kept, placeholders }: ProtectedMjml, findings: Findings): void {
  const counts = placeholders.count(html)
  // Whether the blocks around were found: of one that is lost its begin alone is told.
  const blocks: boolean[] = []
  for (const token of kept) {
    const isFound = counts.has(token)
    const around = token.kind === 'close' ? blocks.pop() : blocks.at(-1)
    if (token.kind === 'open') blocks.push(isFound)
    const isPart = token.kind === 'close' || token.kind === 'divide'
    if (isFound || (isPart && around === false)) continue
    findings.add(
      'TPL203',
      token.text.placeAt(0),
      `mjml drops \`${token.text.text.slice(0, 60)}\` from the mail`,
      'the element or attribute around it is not put out; of <mj-style> leave `inline` away',
    )
  }
}
