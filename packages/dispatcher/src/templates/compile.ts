import { type Artefact, artefactFormat } from '../render/artefact.js'
import { artefactHash } from './artefact-hash.js'
import { type CompiledChannels, compileChannels } from './compile-channels.js'
import { compilerVersion } from './compiler-version.js'
import { contractHash } from './contract-hash.js'
import type { TemplateDefinition } from './definition.js'
import type { Finding } from './finding.js'
import type { MjmlCompiler } from './mjml/compiler.js'
import { readDefinition } from './read-definition.js'
import { createFindings, type Findings } from './source/findings.js'
import { hideDisables } from './source/hide-disables.js'
import { didYouMean } from './source/nearest.js'
import type { TemplateSource } from './source.js'

/** What tidings.yaml says that a template depends on. */
export interface CompileSettings {
  /** Categories by name. Absent: any category is taken, and none is marketing. */
  readonly categories?: Readonly<Record<string, { readonly marketing?: boolean }>>
  /** Names of the variables that every brand has. Absent: any name is taken, and missing ones fail at render. */
  readonly brandVariables?: readonly string[]
}

/** What compiling needs beside the source. */
export interface CompileOptions extends CompileSettings {
  readonly mjml: MjmlCompiler
}

/** What came of a template. */
export interface Compiled {
  /** Absent where a finding is an error. */
  readonly artefact?: Artefact
  /** Absent where template.yaml cannot be read. */
  readonly definition?: TemplateDefinition
  readonly findings: readonly Finding[]
}

/**
 * Compiles a template for all its channels and locales. Everything that is wrong is a finding, all at once; nothing in a
 * source makes this reject.
 */
export async function compileTemplate(source: TemplateSource, options: CompileOptions): Promise<Compiled> {
  const findings = createFindings(source.name)
  const definition = readDefinition(`${source.name}/template.yaml`, source.yaml, findings)
  if (definition === undefined) return { findings: findings.list() }
  const marketing = isMarketing(definition, options, findings)
  const channels = await compileChannels(hideDisables(source), definition, {
    ...options,
    marketing: options.categories === undefined ? undefined : marketing,
    findings,
  })
  if (findings.hasErrors()) return { definition, findings: findings.list() }
  return { artefact: assemble(source, definition, marketing, channels), definition, findings: findings.list() }
}

function assemble(
  { name, yaml, files }: TemplateSource,
  definition: TemplateDefinition,
  marketing: boolean,
  channels: CompiledChannels,
): Artefact {
  const { title, category, lane, steps, locales, schema } = definition
  const compiled: Omit<Artefact, 'hash'> = {
    format: artefactFormat,
    name,
    contract: contractHash(schema),
    compilerVersion,
    title,
    category,
    marketing,
    lane,
    steps,
    locales,
    schema,
    ...channels,
  }
  return { ...compiled, hash: artefactHash(compiled, { yaml, files }) }
}

function isMarketing(
  { category, placeOf }: TemplateDefinition,
  { categories }: CompileSettings,
  findings: Findings,
): boolean {
  if (categories === undefined) return false
  const known = Object.hasOwn(categories, category) ? categories[category] : undefined
  if (known === undefined) {
    findings.add(
      'TPL009',
      placeOf(['category']),
      `unknown category \`${category}\`${didYouMean(category, Object.keys(categories))}`,
      `tidings.yaml has the categories ${Object.keys(categories).join(', ')}`,
    )
  }
  return known?.marketing === true
}
