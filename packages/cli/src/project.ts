import type { Configuration, LoadRequest, Need } from '@tidings/dispatcher/config'

import type { CommandContext } from './command.js'

/**
 * Reads `tidings.yaml` for a command, and says what is odd in it.
 *
 * With `embedded: false`, what the embedded environment has left in `.tidings/env` does not count. With `told`, what is odd was
 * said before.
 *
 * @param needs what must be complete; commands on templates need neither database nor credentials.
 * @throws ConfigurationError
 */
export async function loadProject(
  { cwd, env, settings, output }: CommandContext,
  needs: readonly Need[],
  {
    embedded = true,
    told = false,
    ...more
  }: Pick<LoadRequest, 'embedded' | 'kinds' | 'lintRules'> & { readonly told?: boolean } = {},
): Promise<Configuration> {
  const { formatProblem, loadConfiguration } = await import('@tidings/dispatcher/config')
  const configuration = loadConfiguration({
    cwd,
    env,
    needs,
    embedded,
    ...more,
    ...(settings.config === undefined ? {} : { file: settings.config }),
    ...(settings.environment === undefined ? {} : { environment: settings.environment }),
  })
  for (const warning of told ? [] : configuration.warnings) output.warn(formatProblem(warning))
  return configuration
}
