import type { BrandSettings, Configuration } from '@tidings/dispatcher/config'
import type { CompileSettings, ReadTemplate } from '@tidings/dispatcher/templates'

import { CliError } from './errors/cli-error.js'
import { unknownName } from './errors/unknown-name.js'

/** What `tidings.yaml` says that templates depend on. */
export function compileSettings({ categories, brands }: Configuration): CompileSettings {
  return { categories, brands }
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

/**
 * Reads all templates of the project, or those that are named.
 *
 * @throws CliError `not-found` where a name is not that of a template, or there is no templates folder.
 */
export async function readTemplateSet(
  { templates: folder }: Configuration,
  names: readonly string[] = [],
): Promise<readonly ReadTemplate[]> {
  const { readTemplates } = await import('@tidings/dispatcher/templates')
  const all = await readTemplates(folder).catch((error: unknown) => {
    throw new CliError('not-found', `the templates folder ${folder} cannot be read`, {
      hint: 'set `templates:` in tidings.yaml to the folder of the templates',
      cause: error,
    })
  })
  const known = all.map(({ name }) => name)
  for (const name of names) {
    if (known.includes(name)) continue
    const hint =
      known.length > 0
        ? `templates here: ${known.join(', ')}`
        : `${folder} has no templates; \`tidings init\` brings one`
    throw await unknownName(`there is no template \`${name}\``, name, known, hint)
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name))
}
