import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

import type { Framer } from './framer.js'
import { relay, type Watcher } from './relay.js'
import type { SetTrap, Trap } from './trap.js'

/** A TCP proxy that knows the steps of a protocol. */
export interface StepProxy {
  readonly port: number
  /** Names of all steps that went through, in the order of their first time. */
  readonly steps: ReadonlySet<string>
  /** Takes the names that went through so far out of `steps`. */
  forget(): void
  /** Does something to the next step of a name; resolves with the time, ms since 1970, when that was done. */
  set(trap: Trap): Promise<number>
  /** Holds all units of a name back: `arrived` resolves with the first, `release` lets them go. */
  hold(step: string): { readonly arrived: Promise<void>; readonly release: () => void }
  /** Cuts all connections; with `away` it takes no new ones either, until it is called without. */
  cut(away: boolean): void
  close(): Promise<void>
}

/** Starts a proxy to a port on 127.0.0.1. */
export async function startStepProxy(upstream: number, framerOf: () => Framer): Promise<StepProxy> {
  const steps = new Set<string>()
  const traps: SetTrap[] = []
  const holds = new Map<string, { readonly waiting: (() => void)[]; readonly arrived: () => void }>()
  const sockets = new Set<Socket>()
  let away = false

  const watcher: Watcher = {
    keeps: ({ name }, forward) => {
      steps.add(name)
      const hold = holds.get(name)
      hold?.waiting.push(forward)
      hold?.arrived()
      return hold !== undefined
    },
    trapFor: ({ name }) => {
      const index = traps.findIndex(({ step }) => step === name)
      return index < 0 ? undefined : traps.splice(index, 1)[0]
    },
  }
  const serve = (client: Socket): void => {
    if (away) {
      client.destroy()
      return
    }
    const server = connect(upstream, '127.0.0.1')
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
    relay(client, server, framerOf(), watcher)
  }
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }

  const listener = createServer(serve).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return {
    port: (listener.address() as AddressInfo).port,
    steps,
    forget: () => steps.clear(),
    set: (trap) => new Promise((caught) => traps.push({ ...trap, caught })),
    hold: (step) => {
      const waiting: (() => void)[] = []
      const arrived = new Promise<void>((resolve) => holds.set(step, { waiting, arrived: resolve }))
      const release = (): void => {
        holds.delete(step)
        for (const forward of waiting) forward()
      }
      return { arrived, release }
    },
    cut: (stayAway) => {
      away = stayAway
      cut()
    },
    close: async () => {
      cut()
      listener.close()
      await once(listener, 'close')
    },
  }
}
