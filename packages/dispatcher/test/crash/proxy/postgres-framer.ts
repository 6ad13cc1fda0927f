import type { Framer, Unit } from './framer.js'

const textAt = (bytes: Buffer, from: number): string => bytes.toString('utf8', from, bytes.indexOf(0, from))

/**
 * PostgreSQL's frontend protocol: a unit is everything up to a Sync, named after the prepared statement, or one simple
 * query, named after its text and the connection's application name. A reply ends with ReadyForQuery.
 */
export function postgresFramer(): Framer {
  let fromClient = Buffer.alloc(0)
  let fromServer = Buffer.alloc(0)
  let started = false
  let application = ''
  let parts: Buffer[] = []
  let name = ''

  const typed = (message: Buffer): Unit | undefined => {
    const type = String.fromCharCode(message[0] ?? 0)
    if (type === 'p' || type === 'X')
      return { name: type === 'p' ? 'password' : 'terminate', bytes: message, answered: type === 'p' }
    if (type === 'Q')
      return { name: `${textAt(message, 5).split(' ')[0]} (${application})`, bytes: message, answered: true }
    parts.push(message)
    if (type === 'P') name ||= textAt(message, 5)
    // Bind: name of the portal, then that of the statement.
    if (type === 'B') name = textAt(message, message.indexOf(0, 5) + 1)
    if (type !== 'S') return undefined
    const unit = { name, bytes: Buffer.concat(parts), answered: true }
    parts = []
    name = ''
    return unit
  }

  return {
    greeting: undefined,
    client: (chunk) => {
      fromClient = Buffer.concat([fromClient, chunk])
      const units: Unit[] = []
      for (;;) {
        const head = started ? 1 : 0
        if (fromClient.length < head + 4) return units
        const length = head + fromClient.readUInt32BE(head)
        if (fromClient.length < length) return units
        const message = fromClient.subarray(0, length)
        fromClient = fromClient.subarray(length)
        if (!started) {
          started = true
          const words = message.toString('utf8', 8).split('\0')
          application = words[words.indexOf('application_name') + 1] ?? ''
          units.push({ name: `startup (${application})`, bytes: message, answered: true })
          continue
        }
        const unit = typed(message)
        if (unit !== undefined) units.push(unit)
      }
    },
    server: (chunk) => {
      fromServer = Buffer.concat([fromServer, chunk])
      let ready = false
      while (fromServer.length >= 5) {
        const length = 1 + fromServer.readUInt32BE(1)
        if (fromServer.length < length) break
        if (fromServer[0] === 0x5a) ready = true
        fromServer = fromServer.subarray(length)
      }
      return ready
    },
  }
}
