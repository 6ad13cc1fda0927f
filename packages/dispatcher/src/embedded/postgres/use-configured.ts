import { EmbeddedError } from '../embedded-error.js'
import { askVersion } from './ask-server.js'
import { withoutPassword } from './embedded-url.js'
import type { RunningPostgres } from './running-postgres.js'

/**
 * Takes a database of the user's own as it is.
 *
 * @throws EmbeddedError `PostgresUnreachable` when it does not answer.
 */
export async function useConfigured(url: string): Promise<RunningPostgres> {
  try {
    const version = await askVersion(url)
    return { url, version, source: 'configured', dataFolder: undefined, pid: undefined, stop: async () => {} }
  } catch (cause) {
    throw new EmbeddedError('PostgresUnreachable', `cannot use the database ${withoutPassword(url)}: ${why(cause)}`, {
      hint: 'Start it or correct DATABASE_URL; without DATABASE_URL Tidings starts a PostgreSQL of its own.',
      cause,
    })
  }
}

/** A name with several addresses fails with an error that has no message but its parts'. */
function why(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(why).join('; ')
  return cause instanceof Error ? cause.message : String(cause)
}
