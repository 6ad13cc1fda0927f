import type { Pause } from '../ledger/facts.js'
import type { Gate, Verdict } from './gate.js'

const held = (pause: Pause): Verdict => ({
  verdict: 'hold',
  hold: 'paused',
  code: 'paused',
  detail: `${pause.kind} ${pause.name} is paused by ${pause.byWhom}: ${pause.reason}`,
})

/** What is paused waits until it is resumed, or expires. */
export const pauseGate: Gate = {
  name: 'pause',
  decide: ({ pauses, template, channel, providers }) => {
    if (pauses.length === 0) return undefined
    const found = pauses.find(
      ({ kind, name }) => (kind === 'template' && name === template) || (kind === 'channel' && name === channel),
    )
    if (found !== undefined) return held(found)
    const pauseOf = (name: string): Pause | undefined =>
      pauses.find((pause) => pause.kind === 'provider' && pause.name === name)
    const running = providers.filter(({ name }) => pauseOf(name) === undefined)
    if (running.length === providers.length) return undefined
    const first = providers[0] === undefined ? undefined : pauseOf(providers[0].name)
    return running.length > 0 || first === undefined ? { verdict: 'route', providers: running } : held(first)
  },
  describe: () => 'not paused',
}
