import type { Connection } from './connection.js'
import { openConnection } from './connection.js'
import { type PersonalHashes, personalHashes } from './hash.js'
import { explainLedgerError } from './ledger-error.js'
import { checkSchema } from './migrate.js'
import { createNames, type Names } from './names.js'
import { readSecret } from './secret.js'

/** A ledger as commands use it: one connection, its names and its hashes. */
export interface Ledger {
  readonly connection: Connection
  readonly names: Names
  readonly hashes: PersonalHashes
  close(): Promise<void>
}

/**
 * Opens a ledger for a command.
 *
 * @param name what PostgreSQL shows the connection as
 * @throws LedgerError `unreachable`, `denied`, `not-migrated` or `newer-schema`
 */
export async function openLedger(url: string, name = 'tidings cli'): Promise<Ledger> {
  await checkSchema(url)
  const connection = openConnection({ url, name })
  try {
    return {
      connection,
      names: createNames(),
      hashes: personalHashes(await readSecret(connection)),
      close: () => connection.close(),
    }
  } catch (error) {
    await connection.close()
    throw explainLedgerError(error, url)
  }
}
