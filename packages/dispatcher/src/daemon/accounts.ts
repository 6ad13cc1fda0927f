import type { Configuration } from '../config/configuration.js'
import type { Account } from '../delivery/delivery-context.js'
import { createSlots } from '../delivery/slots.js'
import type { Session } from '../ledger/connection.js'
import type { Names } from '../ledger/names.js'
import type { ProviderKind } from '../providers/provider-kind.js'

/** Makes the providers that the environment's routes and recipient guard may use, each with its code and its slots. */
export async function makeAccounts(
  configuration: Configuration,
  kinds: Readonly<Record<string, ProviderKind>>,
  folder: string,
  names: Names,
  session: Session,
  freed: () => void,
): Promise<Map<string, Account>> {
  const { environment, providers } = configuration
  const wanted = new Set(Object.values(environment.routes).flatMap((byLane) => Object.values(byLane).flat()))
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

/** Where the recipient guard sends what may not leave: the first provider of kind `catcher`. */
export function catcherOf({ providers }: Configuration): { readonly name: string; readonly kind: string } | undefined {
  const found = Object.values(providers).find(({ kind }) => kind === 'catcher')
  return found === undefined ? undefined : { name: found.name, kind: found.kind }
}
