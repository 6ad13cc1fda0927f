import type { Artefact } from '../render/artefact.js'
import { brandsOf } from '../render/brands-of.js'
import { loadTemplate } from '../render/load-template.js'
import type { Brand } from '../render/template.js'
import { type CompileSettings, compileTemplate } from '../templates/compile.js'
import type { Finding } from '../templates/finding.js'
import type { ReadTemplate } from '../templates/load/read-templates.js'
import type { MjmlCompiler } from '../templates/mjml/compiler.js'
import { checkSamples } from '../templates/samples.js'
import { cacheKeys } from './cache/cache-key.js'
import type { LintCache } from './cache/lint-cache.js'
import { brandFolder } from './document/lint-document.js'
import type { LintSubject } from './lint-subject.js'
import { makeSubject } from './make-subject.js'
import { lintRules } from './registry.js'
import { type RuleSettings, runRules } from './run-rules.js'

/** What linting needs besides the templates. */
export interface LintOptions extends CompileSettings, RuleSettings {
  readonly mjml: MjmlCompiler
  /** The dress for samples that name no brand. */
  readonly brand: Brand
  readonly brands: Readonly<Record<string, Brand>>
  /** Mail clients that templates must work in, as `family.platform`. Default: those that lead the counts of opened mails. */
  readonly clients?: readonly string[]
  /** Whether the project has an environment that is production. Default: true. */
  readonly production?: boolean
  /** Findings of earlier runs. Default: everything is looked at anew. */
  readonly cache?: LintCache
  /** Whether artefacts come back with the findings: of many templates they take much memory. Default true. */
  readonly keepArtefacts?: boolean
}

/** What linting found in one template. */
export interface LintedTemplate {
  readonly name: string
  /** In the order of files and lines. */
  readonly findings: readonly Finding[]
  /** Absent where a finding of compiling is an error, the findings are those of an earlier run, or nobody wants it. */
  readonly artefact?: Artefact
}

/** Lints templates: what reading and compiling find, and for those that compile every rule. Offline, and changes nothing. */
export async function lintTemplates(
  templates: readonly ReadTemplate[],
  options: LintOptions,
): Promise<readonly LintedTemplate[]> {
  const { mjml: _, cache, keepArtefacts: _kept, rules = lintRules, ...settings } = options
  const keyOf = cache && cacheKeys({ ...settings, rules: rules.map(({ id }) => id) })
  const linted: LintedTemplate[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < templates.length; index = next++) {
      const template = templates[index]
      if (template === undefined) continue
      const key = keyOf?.(template)
      const known = key === undefined ? undefined : cache?.find(key)
      linted[index] =
        known === undefined ? await lintTemplate(template, options) : { name: template.name, findings: known }
      if (key !== undefined && known === undefined) cache?.keep(key, linted[index]?.findings ?? [])
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  await cache?.save()
  return linted
}

/** Templates that are under way at once, so that MJML workers have something to do while others are judged. */
const atOnce = 8

async function lintTemplate(
  { name, source, findings, idleAssets = [] }: ReadTemplate,
  options: LintOptions,
): Promise<LintedTemplate> {
  if (source === undefined) return { name, findings }
  const { artefact, definition, findings: compiled } = await compileTemplate(source, options)
  const { brand, brands, production = true, clients } = options
  const template = artefact && loadTemplate(artefact)
  const sampled = artefact && template ? checkSamples(source, artefact, { brand, brands, template }) : []
  const [usual] = brandsOf({ ...(definition?.brands && { brands: definition.brands }) }, brands)
  const subjectFor = (dressedAs: string | undefined): LintSubject =>
    makeSubject(source, {
      artefact,
      template,
      definition,
      brand,
      brands,
      production,
      idleAssets,
      ...(dressedAs === undefined ? {} : { dressedAs }),
      ...(clients === undefined ? {} : { clients }),
    })
  const all = [
    ...runRules(subjectFor(usual), [...findings, ...compiled, ...sampled], options),
    // Of other brands only their own files are news: the rest was looked at with the usual one.
    ...(artefact?.variants ?? []).flatMap(({ brands: dressed }) =>
      dressed.flatMap((each) =>
        runRules(subjectFor(each), [], options).filter(({ file }) => file.startsWith(brandFolder(each))),
      ),
    ),
  ]
  const isKept = options.keepArtefacts ?? true
  return { name, findings: all, ...(artefact === undefined || !isKept ? {} : { artefact }) }
}
