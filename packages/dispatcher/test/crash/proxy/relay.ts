import type { Socket } from 'node:net'

import type { Framer, Unit } from './framer.js'
import type { SetTrap } from './trap.js'

/** A server that was cut off hears of the step after this time, in ms. */
const lateMs = 300
/** A reply that stalls is waited for so long, in ms: longer than the rests between attempts in the rig. */
const stallMs = 500

/** What the proxy wants with a unit: nothing, to spring a trap, or to keep it for later. */
export interface Watcher {
  trapFor(unit: Unit): SetTrap | undefined
  /** Answers whether it was kept; `forward` lets it go on. */
  keeps(unit: Unit, forward: () => void): boolean
}

/** Passes what the two sockets say on to each other, unit by unit. */
export function relay(client: Socket, server: Socket, framer: Framer, watcher: Watcher): void {
  /** What is done when the server has carried out the unit under way, instead of passing its reply on. */
  let instead: (() => void) | undefined

  const forward = (unit: Unit): void => {
    server.write(unit.bytes)
    if (!unit.answered) instead?.()
  }
  const spring = (unit: Unit, { mode, kill, caught }: SetTrap): void => {
    const done = (): void => {
      if (mode.startsWith('kill')) kill()
      client.destroy()
      server.destroy()
      caught(Date.now())
    }
    if (mode === 'kill before' || mode === 'cut') done()
    else if (mode === 'late') {
      instead = () => server.destroy()
      client.destroy()
      caught(Date.now())
      setTimeout(() => forward(unit), lateMs)
    } else {
      instead = mode === 'stall reply' ? () => void setTimeout(done, stallMs) : done
      forward(unit)
    }
  }
  const pass = (unit: Unit): void => {
    if (watcher.keeps(unit, () => forward(unit))) return
    const trap = watcher.trapFor(unit)
    if (trap === undefined) forward(unit)
    else spring(unit, trap)
  }

  client.on('data', (chunk: Buffer) => framer.client(chunk).forEach(pass))
  server.on('data', (chunk: Buffer) => {
    const complete = framer.server(chunk)
    if (instead === undefined) client.write(chunk)
    else if (complete) instead()
  })
  client.on('close', () => {
    if (instead === undefined) server.destroy()
  })
  server.on('close', () => client.destroy())
  const { greeting } = framer
  if (greeting !== undefined) server.once('connect', () => pass(greeting))
}
