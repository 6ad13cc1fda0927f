import type { Artefact } from '../render/artefact.js'
import type { Brand } from '../render/template.js'
import { type CompileSettings, compileTemplate } from '../templates/compile.js'
import type { Finding } from '../templates/finding.js'
import type { ReadTemplate } from '../templates/load/read-templates.js'
import type { MjmlCompiler } from '../templates/mjml/compiler.js'
import { checkSamples } from '../templates/samples.js'
import type { LintRule } from './lint-rule.js'
import type { LintSubject } from './lint-subject.js'
import { makeSubject } from './make-subject.js'
import { lintRules } from './registry.js'

/** What linting needs besides the templates. */
export interface LintOptions extends CompileSettings {
  readonly mjml: MjmlCompiler
  /** The dress for samples that name no brand. */
  readonly brand: Brand
  readonly brands: Readonly<Record<string, Brand>>
  /** Default: all. */
  readonly rules?: readonly LintRule[]
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
  const { brand, brands, rules = lintRules } = options
  const sampled = artefact === undefined ? [] : checkSamples(source, artefact, { brand, brands })
  const subject = makeSubject(source, { artefact, brand, brands })
  const ruled = rules.flatMap((rule) => findingsOf(rule, subject))
  const all = [...findings, ...compiled, ...sampled, ...ruled]
  return { name, findings: withoutRepeats(all).sort(byPlace), ...(artefact === undefined ? {} : { artefact }) }
}

function findingsOf({ id, severity, fix, check }: LintRule, subject: LintSubject): readonly Finding[] {
  const found: Finding[] = []
  check(subject, ({ file, line, column }, message, hint = fix) => {
    found.push({ rule: id, severity, template: subject.name, file, line, column, message, hint })
  })
  return found
}

const keyOf = ({ rule, file, line, column, message }: Finding): string => [rule, file, line, column, message].join(' ')

/** A piece that several channels or locales share is reported once. */
const withoutRepeats = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [keyOf(finding), finding])).values(),
]

const byPlace = (a: Finding, b: Finding): number =>
  a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule)
