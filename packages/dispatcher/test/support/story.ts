import { type Story, tellWhy } from '#dispatcher/flows/why.js'

import type { Rig } from './rig.js'

/** The story of an intent in a rig, which must be known. */
export async function storyOf(rig: Rig, id: string): Promise<Story> {
  const story = await tellWhy(rig.ledger, id, {
    environment: { name: 'test', production: false, allow: [], catcher: { name: 'catcher', kind: 'catcher' } },
    route: () => [{ name: 'catcher', kind: 'catcher' }],
  })
  if (story === undefined) throw new Error(`nothing is known of ${id}`)
  return story
}
