// An SMTP server that writes down what it sees before it answers. Arguments: { log, port, delay: [from, to] } as JSON.
// What it does with a mail stands in the recipient's address: `<anything>+drop@`, `+hang`, `+reject`, `+defer`, `+wait2000`.
import { SMTPServer } from 'smtp-server'

import { openLogFile } from './log-file.mjs'

const { log: file, port, delay } = JSON.parse(process.argv[2])
const log = openLogFile(file)
const note = (event, fields) => log.write({ at: Date.now(), event, ...fields })

// Numbers go on where a sink before this one may have stopped.
let connections = Date.now()
let transactions = connections
/** Transactions seen, by the name that the client gave in EHLO. */
const seen = new Map()
process.on('message', ({ count }) => process.send?.({ counted: count, seen: seen.get(count) ?? 0 }))
/** Session id of smtp-server -> our number of the connection and of its present transaction. */
const open = new Map()
const numbersOf = (session) => {
  const known = open.get(session.id)
  if (known !== undefined) return known
  const numbers = { connection: ++connections, transaction: 0 }
  open.set(session.id, numbers)
  return numbers
}

class Refusal extends Error {
  constructor(code, text) {
    super(text)
    this.responseCode = code
  }
}

/** Always the same for an address, between the two bounds. */
const delayOf = (to) => {
  const wait = /\+wait(\d+)@/.exec(to)?.[1]
  if (wait !== undefined) return Number(wait)
  let sum = 7
  for (const character of to) sum = (sum * 31 + character.charCodeAt(0)) % 9973
  return delay[0] + (sum % (delay[1] - delay[0] + 1))
}

const server = new SMTPServer({
  authOptional: true,
  hideSTARTTLS: true,
  disableReverseLookup: true,
  closeTimeout: 1,
  logger: false,
  onConnect(session, done) {
    note('connected', numbersOf(session))
    done()
  },
  onClose(session) {
    note('closed', numbersOf(session))
    open.delete(session.id)
  },
  onMailFrom(_address, session, done) {
    const numbers = numbersOf(session)
    numbers.transaction = ++transactions
    const name = session.hostNameAppearsAs
    seen.set(name, (seen.get(name) ?? 0) + 1)
    note('mail', { ...numbers, name })
    done()
  },
  onRcptTo({ address }, session, done) {
    const numbers = numbersOf(session)
    note('recipient', { ...numbers, to: address })
    if (!address.includes('+defer@')) return done()
    note('replied', { ...numbers, code: 451 })
    done(new Refusal(451, '4.3.0 try again later'))
  },
  onData(stream, session, done) {
    const numbers = { ...numbersOf(session) }
    const to = session.envelope.rcptTo.map(({ address }) => address).join(',')
    const chunks = []
    stream.on('data', (chunk) => chunks.push(chunk))
    stream.on('end', async () => {
      const raw = Buffer.concat(chunks)
      const message = /^X-Tidings-Message: (\S+)/m.exec(raw.toString('latin1', 0, 8192))?.[1]
      note('received', { ...numbers, to, message, bytes: raw.length })
      await log.durable()
      if (to.includes('+hang@')) return
      await new Promise((resolve) => setTimeout(resolve, delayOf(to)))
      if (to.includes('+drop@')) {
        note('dropped', numbers)
        const socket = [...server.connections].find(({ id }) => id === session.id)?._socket
        socket?.destroy()
        return
      }
      const code = to.includes('+reject@') ? 554 : 250
      note('replied', { ...numbers, code })
      await log.durable()
      done(code === 250 ? undefined : new Refusal(554, '5.6.0 content refused'), '2.0.0 Ok: queued as SINK')
    })
  },
})
server.on('error', () => undefined)
server.listen(port, '127.0.0.1', () => process.send?.({ port: server.server.address().port }))
