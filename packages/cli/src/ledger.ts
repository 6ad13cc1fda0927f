import { type Configuration, catcherOf } from '@tidings/dispatcher/config'
import type { WhyContext } from '@tidings/dispatcher/flows'
import type { Found, Ledger } from '@tidings/dispatcher/ledger'

import type { CommandContext } from './command.js'
import { CliError } from './errors/cli-error.js'
import { loadProject } from './project.js'

/** Opens the ledger of the environment for `work`, and closes it after. */
export async function withLedger<T>(
  context: CommandContext,
  work: (ledger: Ledger, configuration: Configuration) => Promise<T>,
): Promise<T> {
  const configuration = await loadProject(context, ['database'])
  const { openLedger } = await import('@tidings/dispatcher/ledger')
  const ledger = await openLedger(configuration.environment.database ?? '')
  try {
    return await work(ledger, configuration)
  } finally {
    await ledger.close()
  }
}

/**
 * The one intent or refused intent that an id names.
 *
 * @throws CliError `not-found` or `ambiguous`, which lists what it may be
 */
export async function findOne({ connection }: Ledger, asked: string): Promise<Found> {
  const { find } = await import('@tidings/dispatcher/ledger')
  const found = await find(connection, asked)
  const [first] = found
  if (first === undefined) {
    throw new CliError('not-found', `the ledger knows nothing of \`${asked}\``, {
      hint: 'give an id, its last 8 digits, or an idempotency key; `tidings messages` lists what there is',
    })
  }
  if (found.length === 1) return first
  throw new CliError('ambiguous', `\`${asked}\` names ${found.length} intents`, {
    lines: found.map(({ kind, id }) => (kind === 'refused' ? `${id} (refused)` : id)),
    hint: 'give one of these in full',
    details: { found },
  })
}

/** What explaining needs of the configuration. */
export function whyContext(configuration: Configuration): WhyContext {
  const { environment, providers } = configuration
  return {
    environment: { ...environment, catcher: catcherOf(configuration) },
    route: (channel, lane) => {
      const byLane = environment.routes[channel]
      const names = byLane && Object.hasOwn(byLane, lane) ? byLane[lane as keyof typeof byLane] : []
      return names.map((name) => ({ name, kind: providers[name]?.kind ?? '' }))
    },
  }
}

/** Who does something to the ledger, for its records. */
export function byWhom({ env }: CommandContext): string {
  return env.USER ?? env.LOGNAME ?? env.USERNAME ?? 'tidings cli'
}
