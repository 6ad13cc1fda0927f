import type { Brand } from '../../render/template.js'
import { readSource } from '../../templates/load/read-source.js'
import { createFindings } from '../../templates/source/findings.js'
import { readDocument } from '../document/lint-document.js'
import type { LintedTemplate } from '../lint-templates.js'
import { makeFileSubject } from '../make-subject.js'
import { type RuleSettings, runRules } from '../run-rules.js'
import { checkMjml } from './check-mjml.js'

/** What linting files needs besides them. */
export interface FileLintOptions extends RuleSettings {
  /** The dress of a template; rules about it have nothing to say here. */
  readonly brand: Brand
  readonly brands: Readonly<Record<string, Brand>>
  /** Mail clients that the files must work in, as `family.platform`. Default: those that lead the counts of opened mails. */
  readonly clients?: readonly string[]
}

/**
 * Lints MJML and HTML files that belong to no template, each by itself: without schema, samples and settings. A file that
 * cannot be read is a finding.
 *
 * @param folder which no file may lead out of
 * @param paths relative to the folder, with `/`
 */
export async function lintFiles(
  folder: string,
  paths: readonly string[],
  options: FileLintOptions,
): Promise<readonly LintedTemplate[]> {
  const linted: LintedTemplate[] = []
  for (const path of paths) {
    const findings = createFindings(path)
    const text = await readSource(folder, path, findings)
    linted.push(text === undefined ? { name: path, findings: findings.list() } : lintText(path, text, options))
  }
  return linted
}

/** Lints one MJML or HTML text, which its name tells apart. */
export function lintText(file: string, text: string, options: FileLintOptions): LintedTemplate {
  const document = readDocument(file, text, true)
  const known = document.language === 'mjml' ? checkMjml(document) : []
  return { name: file, findings: runRules(makeFileSubject(document, options), known, options) }
}
