import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * First and last port that a server may be given: below those that Linux (32768) and macOS (49152) hand out to
 * outgoing connections, which would take the port of a server that is down for a moment.
 */
const [first, last] = [20_000, 31_999]

/** Whether a server can listen there, on 127.0.0.1. */
export async function isFreePort(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true })
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

/**
 * A free port on 127.0.0.1.
 *
 * @param seed the same seed gives the same port wherever that is free: a project keeps its port even without its state.
 * @throws RangeError where every port that is tried is taken.
 */
export async function freePort(seed: string): Promise<number> {
  const start = createHash('sha256').update(seed).digest().readUInt32BE()
  const count = last - first + 1
  for (let step = 0; step < count; step++) {
    const port = first + ((start + step) % count)
    if (await isFreePort(port)) return port
  }
  throw new RangeError(`no port from ${first} to ${last} is free on 127.0.0.1`)
}
