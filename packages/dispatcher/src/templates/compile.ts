import type { Channel } from '@tidings/sdk'

import { type Artefact, artefactFormat, type BrandVariant, type ChannelArtefacts } from '../render/artefact.js'
import type { Brand } from '../render/template.js'
import { artefactHash } from './artefact-hash.js'
import { type Assets, createAssets } from './assets/create-assets.js'
import { groupBrands } from './brand-groups.js'
import { allowedBrands, knownBrands, variablesOf } from './brands.js'
import { createChecker } from './check/checker.js'
import { type ChannelContext, compileChannels } from './compile-channels.js'
import { compilerVersion } from './compiler-version.js'
import { contractHash } from './contract-hash.js'
import type { TemplateDefinition } from './definition.js'
import type { Finding } from './finding.js'
import { createCatalogues } from './locales/locale-texts.js'
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
  /** Brands by name. Absent or empty: any brand and any variable of it is taken, and missing ones fail at render. */
  readonly brands?: Readonly<Record<string, Pick<Brand, 'variables'>>>
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
  const known = knownBrands(options.brands)
  const brands = allowedBrands(source, definition, known, findings)
  const assets = createAssets(source, brands, findings)
  const [channels = {}, ...variants] = await compileVariants(hideDisables(source), definition, brands, {
    mjml: options.mjml,
    marketing: options.categories === undefined ? undefined : marketing,
    findings,
    assets,
    variables: variablesOf(brands, known),
  })
  if (findings.hasErrors()) return { definition, findings: findings.list() }
  const { title, category, lane, steps, locales, schema } = definition
  const compiled: Omit<Artefact, 'hash'> = {
    format: artefactFormat,
    name: source.name,
    contract: contractHash(schema),
    compilerVersion,
    title,
    category,
    marketing,
    lane,
    steps,
    locales,
    ...(definition.brands === undefined ? {} : { brands: definition.brands }),
    schema,
    ...channels,
    ...(variants.length === 0 ? {} : { variants }),
    ...assets.names(),
  }
  return { artefact: { ...compiled, hash: artefactHash(compiled, source) }, definition, findings: findings.list() }
}

interface VariantContext extends Pick<CompileOptions, 'mjml'> {
  readonly marketing: boolean | undefined
  /** That each of the brands has; undefined where they are not known. */
  readonly variables: readonly string[] | undefined
  readonly findings: Findings
  readonly assets: Assets
}

/** The channels as the first brands get them, and what is different for others. */
async function compileVariants(
  source: TemplateSource,
  definition: TemplateDefinition,
  brands: readonly string[],
  { mjml, marketing, findings, assets, variables }: VariantContext,
): Promise<readonly [ChannelArtefacts?, ...BrandVariant[]]> {
  const checker = createChecker(definition, { findings, marketing, ...(variables && { brandVariables: variables }) })
  const catalogues = createCatalogues(source, definition, findings)
  const context: Omit<ChannelContext, 'brand'> = {
    mjml,
    findings,
    catalogues,
    checker: {
      check(program, channel) {
        checker.check(program, channel)
        assets.check(program)
      },
    },
  }
  const [first, ...others] = groupBrands(source, brands)
  if (first === undefined) return []
  const usual = await compileChannels(source, definition, { ...context, brand: first[0] })
  const variants: BrandVariant[] = []
  for (const group of others) {
    const own = await compileChannels(source, definition, { ...context, brand: group[0] })
    const different = Object.entries(own).filter(
      ([channel, programs]) => JSON.stringify(programs) !== JSON.stringify(usual[channel as Channel]),
    )
    if (different.length > 0) variants.push({ brands: group, ...Object.fromEntries(different) })
  }
  if (!findings.hasErrors()) {
    checker.reportUnused()
    catalogues.reportUnused()
  }
  return [usual, ...variants]
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
