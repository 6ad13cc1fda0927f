import type { Session, Statement } from './connection.js'

const route: Statement = { name: 'release_route_holds', text: `UPDATE queue SET hold = NULL WHERE hold = 4` }

/** Messages that no provider served are looked at once more: a dispatcher starts, perhaps with other routes. */
export const releaseRouteHolds = (session: Session): Promise<unknown> => session.run(route, [])
