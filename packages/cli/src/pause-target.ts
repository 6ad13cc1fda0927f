import type { Configuration } from '@tidings/dispatcher/config'
import { channels } from '@tidings/sdk'

import { CliError } from './errors/cli-error.js'
import { unknownName } from './errors/unknown-name.js'
import { readTemplateSet } from './template-set.js'

/** What can be paused. */
export type PauseKind = 'template' | 'provider' | 'channel'

/**
 * Takes the first word after `pause` and `resume`.
 *
 * @throws CliError `usage` where it is none of the three.
 */
export function pauseKind(word: string): PauseKind {
  if (word === 'template' || word === 'provider' || word === 'channel') return word
  throw new CliError('usage', `\`${word}\` cannot be paused`, { hint: 'template, provider or channel, and its name' })
}

/**
 * Checks that there is something of this name: a pause of a mistyped name would hold nothing, silently.
 *
 * @throws CliError `not-found`
 */
export async function pauseName(configuration: Configuration, kind: PauseKind, name: string): Promise<void> {
  if (kind === 'template') return void (await readTemplateSet(configuration, [name]))
  const known = kind === 'channel' ? channels : Object.keys(configuration.providers)
  if ((known as readonly string[]).includes(name)) return
  throw await unknownName(`there is no ${kind} \`${name}\``, name, known, `${kind}s: ${known.join(', ')}`)
}
