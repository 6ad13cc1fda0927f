import { makeCertificates } from '../certificates.js'
import { providerContract } from '../provider-contract.js'
import { openSmtpServer } from '../smtp-server-stand.js'
import { findSmtpSink, openSmtpSink } from '../smtp-sink-stand.js'

const certificates = makeCertificates()

providerContract({ name: 'smtp against smtp-server, STARTTLS', open: () => openSmtpServer(certificates) })

const implicit = { secure: true }
providerContract({
  name: 'smtp against smtp-server, TLS from the first byte',
  open: () => openSmtpServer(certificates, implicit, { tls: 'implicit' }),
})

const gaps = {
  'answers truly when the service does: drop during': 'smtp-sink only hangs up in the middle of a mail after a reply',
}

const sink = findSmtpSink()
if (sink === undefined)
  process.stderr.write('left out: smtp against smtp-sink (not found; set SMTP_SINK to its path)\n')
else {
  for (const [name, extra] of [
    ['pipelining', []],
    ['one command at a time', ['-p']],
  ] as const) {
    providerContract({ name: `smtp against smtp-sink, ${name}`, open: () => openSmtpSink(sink, extra), gaps })
  }
}
