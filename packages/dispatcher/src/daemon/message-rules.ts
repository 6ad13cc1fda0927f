import { brandIn } from '../config/asset-base.js'
import { catcherOf } from '../config/catcher-of.js'
import type { Configuration } from '../config/configuration.js'
import type { DeliveryContext } from '../delivery/delivery-context.js'
import { unsubscribeUrl } from '../delivery/unsubscribe-url.js'
import { gates } from '../gates/registry.js'

/** The part of what delivery works with that the configuration alone decides. */
export type MessageRules = Pick<
  DeliveryContext,
  'brands' | 'dress' | 'environment' | 'gates' | 'policy' | 'route' | 'unsubscribeUrl'
>

/**
 * What holds for every message of the environment: which gates it passes, where it is routed, how it is dressed, when
 * it is tried again.
 *
 * @param secret the ledger's, which unsubscribe addresses are signed with.
 */
export function messageRules(configuration: Configuration, secret: Uint8Array): MessageRules {
  const { brands, environment, policies } = configuration
  // Made once: what templates see of a brand is kept for each object.
  const dresses = new Map(
    Object.entries(brands).map(([name, brand]) => [
      name,
      { brand: brandIn(environment, brand), unsubscribeBase: brand.unsubscribeBase },
    ]),
  )
  return {
    gates,
    environment: {
      name: environment.name,
      production: environment.production,
      allow: environment.allow,
      catcher: catcherOf(configuration),
    },
    route: (channel, lane) => environment.routes[channel]?.[lane] ?? [],
    brands: Object.keys(brands),
    dress: (name) => dresses.get(name),
    policy: (lane, channel) => ({ ...policies[lane], onUnknown: policies[lane].onUnknown[channel] }),
    unsubscribeUrl: (base, category, recipientHash) => unsubscribeUrl(secret, base, category, recipientHash),
  }
}
