import { catcherOf } from '../config/catcher-of.js'
import type { Configuration, Environment } from '../config/configuration.js'
import type { Account } from '../delivery/delivery-context.js'
import { createSlots } from '../delivery/slots.js'
import type { Session } from '../ledger/connection.js'
import type { Names } from '../ledger/names.js'
import type { ProviderKind } from '../providers/provider-kind.js'

/**
 * Makes the providers that the environment's routes and recipient guard may use, each with its code and its slots.
 *
 * @param folder where relative file names of the providers' settings start from.
 * @param freed called when a call has ended and its slot is free again.
 * @throws Error where a provider is routed to that is not configured, or a file that it names cannot be read.
 */
export async function makeAccounts(
  configuration: Configuration,
  kinds: Readonly<Record<string, ProviderKind>>,
  folder: string,
  names: Names,
  session: Session,
  freed: () => void,
): Promise<Map<string, Account>> {
  const { environment, providers } = configuration
  const wanted = routedProviders(environment)
  const catcher = catcherOf(configuration)
  if (catcher !== undefined && !environment.production) wanted.add(catcher.name)
  const accounts = new Map<string, Account>()
  for (const name of wanted) {
    const settings = providers[name]
    const kind = settings === undefined ? undefined : kinds[settings.kind]
    if (settings === undefined || kind === undefined)
      throw new Error(`provider "${name}" is routed to, but not configured`)
    const provider = kind.create(name, settings.settings, { folder })
    accounts.set(name, {
      provider,
      code: await names.id(session, 'provider', name),
      slots: createSlots(provider.concurrency, freed),
    })
  }
  return accounts
}

/** Names of all providers that the environment's routes name, for whatever channel and lane. */
export function routedProviders({ routes }: Environment): Set<string> {
  return new Set(Object.values(routes).flatMap((byLane) => Object.values(byLane).flat()))
}
