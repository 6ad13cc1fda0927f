import type { Channel, Lane } from '@tidings/sdk'

import type { Configuration } from '../../config/configuration.js'
import { TestSendError } from './test-send-error.js'

/** Where a test message goes. */
export interface TestRoute {
  /** The account, as `tidings.yaml` names it. */
  readonly provider: string
  readonly kind: string
}

/**
 * The provider that a message of this channel and lane is given to first.
 *
 * @throws TestSendError `no-route` where the environment sends nothing on the channel.
 */
export function testRoute({ environment, providers }: Configuration, channel: Channel, lane: Lane): TestRoute {
  const [name] = environment.routes[channel]?.[lane] ?? []
  const settings = name !== undefined && Object.hasOwn(providers, name) ? providers[name] : undefined
  if (settings !== undefined) return { provider: settings.name, kind: settings.kind }
  const routed = Object.keys(environment.routes)
  const has = routed.length === 0 ? 'no routes at all' : `routes for ${routed.join(' and ')}`
  throw new TestSendError(
    'no-route',
    `\`${environment.name}\` has no provider for ${channel} in the lane ${lane}`,
    `add one to environments.${environment.name}.routes.${channel} in tidings.yaml (it has ${has}), or choose another environment or channel`,
  )
}
