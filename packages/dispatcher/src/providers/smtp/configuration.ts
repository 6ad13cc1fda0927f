import { isIP } from 'node:net'

import { z } from 'zod'

/** An account of kind `smtp` in `tidings.yaml`. */
export interface SmtpConfiguration {
  /** Name or address of the server. The certificate must be for it. */
  readonly host: string
  /** Default: 465 with `tls: implicit`, else 587. */
  readonly port: number
  readonly user?: string
  readonly password?: string
  /** Connections, each with one mail at a time. Default 20: with 10 ms to the server that is about 600 mails/s. */
  readonly connections: number
  /**
   * `required` (default): STARTTLS, or nothing is sent. `implicit`: TLS from the first byte. `none`: in clear text; only
   * for a server on this machine, or with `allowInsecure`.
   */
  readonly tls: 'required' | 'implicit' | 'none'
  /** Allows `tls: none` over a network: everybody on the way can read mails and password. Default false. */
  readonly allowInsecure: boolean
  /** File with the certificates (PEM) that are trusted instead of the public ones. */
  readonly ca?: string
  /** What we call ourselves in EHLO. Default: the machine's full name, or `[127.0.0.1]` where it has none. */
  readonly name?: string
  /** Seconds after which a connection is replaced. Default 300, so that a changed DNS entry or a drained server is left. */
  readonly maxAge: number
}

const loopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

const text = z.string().min(1)

/** Schema of that block. */
export const smtpConfiguration: z.ZodType<SmtpConfiguration> = z
  .strictObject({
    host: text,
    port: z.coerce.number().int().min(1).max(65_535).optional(),
    user: text.exactOptional(),
    password: text.exactOptional(),
    connections: z.coerce.number().int().min(1).max(500).default(20),
    tls: z.enum(['required', 'implicit', 'none']).default('required'),
    allowInsecure: z.boolean().default(false),
    ca: text.exactOptional(),
    name: text.regex(/^[\w.:[\]-]+$/, 'expected a host name such as mail.example.com').exactOptional(),
    maxAge: z.coerce.number().int().min(1).max(86_400).default(300),
  })
  .superRefine(({ tls, host, allowInsecure, user, password }, context) => {
    if (tls === 'none' && !loopback(host) && !allowInsecure) {
      context.addIssue({
        code: 'custom',
        path: ['tls'],
        message: `\`tls: none\` would send mails to ${host} in clear text; use \`required\`, or add \`allowInsecure: true\``,
      })
    }
    if ((user === undefined) !== (password === undefined)) {
      const path = user === undefined ? 'user' : 'password'
      context.addIssue({ code: 'custom', path: [path], message: '`user` and `password` belong together' })
    }
  })
  .transform((account) => ({ ...account, port: account.port ?? (account.tls === 'implicit' ? 465 : 587) }))
