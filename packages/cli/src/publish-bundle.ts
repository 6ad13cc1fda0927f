import type { BundledTemplate } from '@tidings/dispatcher/bundle'
import type { Configuration } from '@tidings/dispatcher/config'
import type { Ledger } from '@tidings/dispatcher/ledger'

import { withoutAssetBase } from './assets/without-asset-base.js'
import { readBundle } from './bundle-source.js'
import type { CommandContext } from './command.js'
import { CliError } from './errors/cli-error.js'
import { unknownName } from './errors/unknown-name.js'
import type { Publishing } from './publishing.js'

/**
 * The templates of a bundle, all or those that are named, for an environment to publish.
 *
 * @throws CliError `not-found` for a name that the bundle does not have; `configuration` where tidings.yaml says something
 * else about a category than the one that was compiled with: what may be sent to whom would then not be what was
 * compiled; BundleError
 */
export async function readBundled(
  context: CommandContext,
  { categories, file }: Configuration,
  where: string,
  names: readonly string[],
): Promise<readonly BundledTemplate[]> {
  const { templates } = await readBundle(context, where)
  const known = templates.map(({ artefact }) => artefact.name)
  for (const name of names) {
    if (known.includes(name)) continue
    throw await unknownName(`${where} has no template \`${name}\``, name, known, `it has ${known.join(', ') || 'none'}`)
  }
  const wanted = templates.filter(({ artefact }) => names.length === 0 || names.includes(artefact.name))
  const lines = wanted.flatMap(({ artefact: { name, category, marketing } }) => {
    const own = Object.hasOwn(categories, category) ? categories[category] : undefined
    if (own?.marketing === marketing) return []
    const spelt = marketing ? 'marketing' : 'not marketing'
    return [
      `${name}: ${category} is ${spelt} in the bundle${own === undefined ? ', and is not known here' : ', but not here'}`,
    ]
  })
  if (lines.length === 0) return wanted
  throw new CliError('configuration', `categories in ${where} are not those of ${file}`, {
    lines,
    hint: 'bundle with the tidings.yaml of this environment, or bring its categories to where the bundle is made',
  })
}

/** Makes a compiled template what the environment sends. */
export async function publishBundled(
  ledger: Ledger,
  configuration: Configuration,
  { artefact, source }: BundledTemplate,
  byWhom: string,
): Promise<Publishing> {
  const { publish } = await import('@tidings/dispatcher/flows')
  const unserved = withoutAssetBase(configuration, artefact)
  if (unserved !== undefined) return { name: artefact.name, ok: false, findings: [unserved] }
  const order = { environment: configuration.environment.name, byWhom }
  const { name, hash, changed } = await publish(ledger, artefact, source, order)
  // Whoever made the bundle has the files, and wrote the folder with it.
  return { name, ok: true, hash, changed, assets: [] }
}
