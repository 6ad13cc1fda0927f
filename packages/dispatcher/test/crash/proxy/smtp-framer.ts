import type { Framer, Unit } from './framer.js'

const end = Buffer.from('\r\n.\r\n')

/** SMTP in clear text: a unit is a command, the mail without its end, and its end, which is called `dot`. */
export function smtpFramer(): Framer {
  let fromClient = Buffer.alloc(0)
  let lastLine = ''
  let mail = false
  let asked = ''
  return {
    greeting: { name: 'connect', bytes: Buffer.alloc(0), answered: true },
    client: (chunk) => {
      fromClient = Buffer.concat([fromClient, chunk])
      const units: Unit[] = []
      for (;;) {
        if (mail) {
          const at = fromClient.indexOf(end)
          if (at < 0) return units
          units.push({ name: 'body', bytes: fromClient.subarray(0, at + 2), answered: false })
          units.push({ name: 'dot', bytes: fromClient.subarray(at + 2, at + 5), answered: true })
          fromClient = fromClient.subarray(at + 5)
          mail = false
          continue
        }
        const at = fromClient.indexOf('\r\n')
        if (at < 0) return units
        asked = fromClient.toString('latin1', 0, at).split(' ')[0]?.toUpperCase() ?? ''
        units.push({ name: asked, bytes: fromClient.subarray(0, at + 2), answered: true })
        fromClient = fromClient.subarray(at + 2)
      }
    },
    server: (chunk) => {
      lastLine = (lastLine + chunk.toString('latin1')).slice(-600)
      const complete = /(?:^|\n)(\d{3}) [^\n]*\r\n$/.exec(lastLine)
      if (complete === null) return false
      if (asked === 'DATA' && complete[1] === '354') mail = true
      lastLine = ''
      return true
    },
  }
}
