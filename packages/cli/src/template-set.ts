import { readdir } from 'node:fs/promises'
import type { BrandSettings, Configuration } from '@tidings/dispatcher/config'
import type { LintOptions } from '@tidings/dispatcher/lint'
import type { LoadedTemplate } from '@tidings/dispatcher/render'
import type { CompileSettings, ReadTemplate } from '@tidings/dispatcher/templates'

import { CliError } from './errors/cli-error.js'
import { unknownName } from './errors/unknown-name.js'

/** What `tidings.yaml` says that templates depend on. */
export function compileSettings({ categories, brands }: Configuration): CompileSettings {
  return { categories, brands }
}

/** What linting depends on: the same, the dress of samples, and whether anybody gets what is sent. */
export function lintSettings(
  configuration: Configuration,
): Pick<LintOptions, 'categories' | 'brand' | 'brands' | 'production'> {
  const { brands, categories, environments } = configuration
  return {
    categories,
    brands,
    brand: mainBrand(configuration),
    production: environments.some(({ production }) => production),
  }
}

/**
 * The brand that intents without a brand are dressed in.
 *
 * @throws CliError `configuration` where tidings.yaml has no brand `main`.
 */
export function mainBrand({ brands, file }: Configuration): BrandSettings {
  const brand = brands.main
  if (brand === undefined) throw new CliError('configuration', `${file} has no brand "main"`)
  return brand
}

/** The brand that is asked for where the template allows it, else the first that it allows. */
export function brandFor(
  configuration: Configuration,
  allowed: readonly string[],
  name: string | undefined,
): BrandSettings {
  const [first = ''] = allowed
  return configuration.brands[name !== undefined && allowed.includes(name) ? name : first] ?? mainBrand(configuration)
}

/**
 * The brand to show a template in: the one that is named, else `main`, or the first that the template allows.
 *
 * @throws CliError `not-found` where there is no such brand, or the template does not allow it.
 */
export async function chooseBrand(
  { brands }: Configuration,
  template: Pick<LoadedTemplate, 'name' | 'brands'>,
  wanted: string | undefined,
): Promise<BrandSettings> {
  const { brandsOf } = await import('@tidings/dispatcher/render')
  const allowed = brandsOf(template, brands)
  const name = wanted ?? allowed[0] ?? 'main'
  const brand = Object.hasOwn(brands, name) ? brands[name] : undefined
  if (brand === undefined) {
    const hint = `brands in tidings.yaml: ${Object.keys(brands).join(', ')}`
    throw await unknownName(`there is no brand \`${name}\``, name, Object.keys(brands), hint)
  }
  if (allowed.includes(name)) return brand
  throw new CliError('not-found', `\`${template.name}\` does not allow the brand \`${name}\``, {
    hint: `it allows ${allowed.join(', ')}; \`brands\` in its template.yaml lists them`,
  })
}

/**
 * Reads all templates of the project, or those that are named.
 *
 * @param part `definitions`: template.yaml alone, which is enough for a contract. Default: everything.
 * @throws CliError `not-found` where a name is not that of a template, or there is no templates folder.
 */
export async function readTemplateSet(
  { templates: folder }: Configuration,
  names: readonly string[] = [],
  part: 'all' | 'definitions' = 'all',
): Promise<readonly ReadTemplate[]> {
  const { readDefinitions, readTemplates } = await import('@tidings/dispatcher/templates')
  const read = part === 'all' ? readTemplates : readDefinitions
  const all = await read(folder).catch((error: unknown) => throwUnread(folder, error))
  await checkKnown(
    folder,
    names,
    all.map(({ name }) => name),
  )
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name))
}

/**
 * Looks whether the templates folder can be read, and whether names are those of templates in it; reads none of them.
 *
 * @throws CliError `not-found`
 */
export async function checkTemplateNames(
  { templates: folder }: Configuration,
  names: readonly string[],
): Promise<void> {
  await readdir(folder).catch((error: unknown) => throwUnread(folder, error))
  if (names.length === 0) return
  const { templateNames } = await import('@tidings/dispatcher/templates')
  await checkKnown(folder, names, await templateNames(folder))
}

function throwUnread(folder: string, cause: unknown): never {
  throw new CliError('not-found', `the templates folder ${folder} cannot be read`, {
    hint: 'set `templates:` in tidings.yaml to the folder of the templates',
    cause,
  })
}

/** Names that an error lists. */
const mostNamed = 40

async function checkKnown(folder: string, names: readonly string[], known: readonly string[]): Promise<void> {
  for (const name of names) {
    if (known.includes(name)) continue
    const hint =
      known.length > mostNamed
        ? `of the ${known.length} templates in ${folder}`
        : known.length > 0
          ? `templates here: ${known.join(', ')}`
          : `${folder} has no templates; \`tidings init\` brings one`
    throw await unknownName(`there is no template \`${name}\``, name, known, hint)
  }
}
