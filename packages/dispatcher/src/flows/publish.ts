import { claimEnvironment } from '../ledger/environment.js'
import { shortHash } from '../ledger/hash.js'
import { LedgerError } from '../ledger/ledger-error.js'
import type { Ledger } from '../ledger/open-ledger.js'
import { activateVersion, previousVersion, storeVersion } from '../ledger/template-versions.js'
import type { Artefact } from '../render/artefact.js'
import { encodeArtefact } from '../render/artefact.js'

/** A version that was made active, or was active before. */
export interface Published {
  readonly name: string
  /** 64 hex digits; people use the first four. */
  readonly hash: string
  readonly changed: boolean
}

/** Who publishes, and where. */
export interface PublishOrder {
  readonly environment: string
  readonly byWhom: string
}

/** Stores a compiled template under its hash and makes it the one that is sent. `source` is kept for people to read. */
export async function publish(
  ledger: Ledger,
  artefact: Artefact,
  source: unknown,
  { environment, byWhom }: PublishOrder,
): Promise<Published> {
  const { connection, names } = ledger
  await claimEnvironment(connection, environment)
  await storeVersion(connection, {
    template: await names.id(connection, 'template', artefact.name),
    hash: shortHash(artefact.hash),
    contract: shortHash(artefact.contract),
    source: JSON.stringify(source),
    artefact: encodeArtefact(artefact),
  })
  const changed = await activateVersion(connection, environment, shortHash(artefact.hash), byWhom)
  return { name: artefact.name, hash: artefact.hash, changed }
}

/**
 * Makes the version active that was so before the present one.
 *
 * @throws LedgerError `not-found` where there is none
 */
export async function rollBack(ledger: Ledger, name: string, { environment, byWhom }: PublishOrder): Promise<string> {
  const template = await ledger.names.id(ledger.connection, 'template', name)
  const hash = await previousVersion(ledger.connection, environment, template)
  if (hash === undefined)
    throw new LedgerError(
      'not-found',
      `template "${name}" has no earlier version in ${environment}`,
      'publish the version you want instead',
    )
  await activateVersion(ledger.connection, environment, hash, byWhom)
  return hash.replaceAll('-', '')
}
