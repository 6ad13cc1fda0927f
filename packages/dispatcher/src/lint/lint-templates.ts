import type { Artefact } from '../render/artefact.js'
import type { Brand } from '../render/template.js'
import { type CompileSettings, compileTemplate } from '../templates/compile.js'
import type { Finding } from '../templates/finding.js'
import type { ReadTemplate } from '../templates/load/read-templates.js'
import type { MjmlCompiler } from '../templates/mjml/compiler.js'
import { checkSamples } from '../templates/samples.js'
import { makeSubject } from './make-subject.js'
import { type RuleSettings, runRules } from './run-rules.js'

/** What linting needs besides the templates. */
export interface LintOptions extends CompileSettings, RuleSettings {
  readonly mjml: MjmlCompiler
  /** The dress for samples that name no brand. */
  readonly brand: Brand
  readonly brands: Readonly<Record<string, Brand>>
  /** Mail clients that templates must work in, as `family.platform`. Default: those that lead the counts of opened mails. */
  readonly clients?: readonly string[]
}

/** What linting found in one template. */
export interface LintedTemplate {
  readonly name: string
  /** In the order of files and lines. */
  readonly findings: readonly Finding[]
  /** Absent where a finding of compiling is an error. */
  readonly artefact?: Artefact
}

/** Lints templates: what reading and compiling find, and for those that compile every rule. Offline, and changes nothing. */
export async function lintTemplates(
  templates: readonly ReadTemplate[],
  options: LintOptions,
): Promise<readonly LintedTemplate[]> {
  const linted: LintedTemplate[] = []
  for (const template of templates) linted.push(await lintTemplate(template, options))
  return linted
}

async function lintTemplate({ name, source, findings }: ReadTemplate, options: LintOptions): Promise<LintedTemplate> {
  if (source === undefined) return { name, findings }
  const { artefact, findings: compiled } = await compileTemplate(source, options)
  const { brand, brands, clients } = options
  const sampled = artefact === undefined ? [] : checkSamples(source, artefact, { brand, brands })
  const subject = makeSubject(source, { artefact, brand, brands, ...(clients === undefined ? {} : { clients }) })
  const all = runRules(subject, [...findings, ...compiled, ...sampled], options)
  return { name, findings: all, ...(artefact === undefined ? {} : { artefact }) }
}
