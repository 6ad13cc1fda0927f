/** What differs between dispatchers of the rig. */
export interface Settings {
  /** Database, perhaps through a proxy. */
  readonly database: string
  /** SMTP port on 127.0.0.1, perhaps of a proxy. */
  readonly smtp: number
  /** What it calls itself in EHLO. */
  readonly name: string
  /** Default: a fifth of the product's. */
  readonly lease?: string
  /** Calls that may be open at once, per lane. Default 10. */
  readonly concurrency?: number
  /** How long an unknown waits for news. Default 300 ms. */
  readonly settle?: string
  /** Longest call. Default 5 s. */
  readonly deadline?: string
  /** Attempts that a message may use up. Default 30. */
  readonly maxAttempts?: number
  /** Default: nothing said, so that the product's own times hold. */
  readonly defaults?: boolean
}

/** Policy of all lanes: what differs between them is whether an unknown is sent again. */
const policy = ({ settle = '300ms', deadline = '5s', maxAttempts = 30 }: Settings): string =>
  `settle: ${settle}, deadline: ${deadline}, backoff: { base: 30ms, max: 300ms }, maxAttempts: ${maxAttempts}`

/** A tidings.yaml of the rig: one SMTP account for all lanes, short times. */
export function configurationOf(settings: Settings): string {
  const { database, smtp, name, lease = '1800ms', concurrency = 10, defaults = false } = settings
  const times = `
dispatcher: { admin: { port: 0 }, lease: ${lease}, poll: 10ms, shutdown: 20s }
policies:
  critical: { ${policy(settings)} }
  transactional: { ${policy(settings)} }
  bulk: { ${policy(settings)} }
`
  return `
version: 1
environments:
  crash:
    production: true
    database: ${database}
    routes: { email: [mailer] }
providers:
  mailer: { kind: smtp, host: 127.0.0.1, port: ${smtp}, tls: none, connections: ${concurrency * 3}, name: ${name} }
categories: { news: { title: News } }
brands:
  main: { sender: { email: shop@crash.example, name: Shop } }
lanes:
  critical: { concurrency: ${concurrency} }
  transactional: { concurrency: ${concurrency} }
  bulk: { concurrency: ${concurrency} }
${defaults ? 'dispatcher: { admin: { port: 0 } }\n' : times}`
}
