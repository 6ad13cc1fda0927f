import { describe, expect, it } from 'vitest'
import { ConfigurationError, type ParseRequest, parse, redact } from '#dispatcher/config/index.js'
import { providerKinds } from '#dispatcher/providers/registry.js'

import { minimal } from './minimal.js'

const variables = { DATABASE_URL: 'postgres://shop@127.0.0.1/tidings' }
const read = (text: string, more: Partial<ParseRequest> = {}) =>
  parse({ file: 'tidings.yaml', folder: '/srv/shop', text, variables, kinds: providerKinds, ...more })
const messageOf = (text: string, more: Partial<ParseRequest> = {}): string => {
  try {
    read(text, more)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  throw new Error('nothing was wrong')
}

describe('parse', () => {
  it('fills in every default', () => {
    const configuration = read(minimal)
    expect(configuration).toMatchObject({
      file: '/srv/shop/tidings.yaml',
      source: 'cli',
      templates: '/srv/shop/templates',
      environment: {
        name: 'local',
        production: false,
        database: variables.DATABASE_URL,
        routes: { email: { critical: ['catcher'], transactional: ['catcher'], bulk: ['catcher'] } },
        allow: [],
      },
      providers: { catcher: { name: 'catcher', kind: 'catcher', settings: { connections: 64 } } },
      categories: { 'order-updates': { title: 'Order updates', marketing: false } },
      brands: { main: { key: 'main', name: 'Fennel', variables: {} } },
      policies: {
        critical: { expiresMs: 600_000, onUnknown: { email: 'stop', sms: 'stop', push: 'stop' } },
        transactional: { expiresMs: 259_200_000, onUnknown: { email: 'resend', sms: 'stop', push: 'resend' } },
        bulk: { expiresMs: 172_800_000, onUnknown: { email: 'stop', sms: 'stop', push: 'stop' } },
      },
      dispatcher: { admin: { host: '127.0.0.1', port: 9464 }, leaseMs: 9_000, pollMs: 20, shutdownMs: 25_000 },
      warnings: [],
    })
    expect(configuration.policies.bulk.settleMs).toBe(60_000)
  })

  it('takes the mail clients to lint for, and says which was meant where it knows none', () => {
    expect(read(minimal).lint.clients).toContain('outlook.windows')
    expect(read(`${minimal}lint: { clients: [gmail.ios, hey.desktop-webmail] }\n`).lint.clients).toEqual([
      'gmail.ios',
      'hey.desktop-webmail',
    ])
    expect(messageOf(`${minimal}lint: { clients: [gmail.iso] }\n`)).toContain('gmail.ios')
    expect(messageOf(`${minimal}lint: { clients: [] }\n`)).toContain('may not be empty')
  })

  it('takes lane routes, policies and durations from the file', () => {
    const { environment, policies } = read(
      `${minimal.replace(
        '{ email: [catcher] }',
        '{ email: { bulk: [catcher], default: [mailer, catcher] } }',
      )}policies: { bulk: { expires: 36h, backoff: { base: 250ms } } }
`.replace('providers:', 'providers:\n  mailer: { kind: smtp, host: mail.fennel.example }'),
    )
    expect(environment.routes.email).toEqual({
      critical: ['mailer', 'catcher'],
      transactional: ['mailer', 'catcher'],
      bulk: ['catcher'],
    })
    expect(policies.bulk.expiresMs).toBe(36 * 3_600_000)
    expect(policies.bulk.backoff).toEqual({ baseMs: 250, maxMs: 7_200_000 })
  })

  it('tells every mistake at once, each at its place and in the order of the file', () => {
    const text = `version: 1
environmnets: {}
environments:
  local:
    database: \${LEDGER}
    routes: { email: [cacher], sms: { bulk: [catcher], defalt: [catcher] } }
  production:
    production: yes
    database: \${LEDGER}
    routes: { email: [mailer] }
providers:
  catcher: { kind: catcher, url: http://127.0.0.1:8025 }
  mailer: { kind: smpt, host: smtp.example.com }
categories:
  order-updates: { title: Order updates }
brands:
  main: { sender: { email: 'Fennel <orders@fennel.example>', name: Fennel } }
policies: { transactional: { expires: 72, onUnknown: { email: resent } } }
dispatcher: { lease: 90s, admin: { port: 99999 } }
`
    expect(messageOf(text).split('\n')).toEqual([
      'tidings.yaml:2:1  unknown setting "environmnets"; did you mean "environments"?',
      'tidings.yaml:5:15  environment variable LEDGER is not set',
      '  hint: set LEDGER, or LEDGER_FILE to a file that holds it, or write ${LEDGER:-default}',
      'tidings.yaml:6:23  route "email" names provider "cacher", which is not configured; did you mean "catcher"?',
      'tidings.yaml:6:56  unknown setting "defalt"; did you mean "default"?',
      'tidings.yaml:8:17  "production": expected true or false, got the text "yes"',
      'tidings.yaml:13:19  provider "mailer" is of the unknown kind "smpt"; did you mean "smtp"?',
      '  hint: kinds: catcher, smtp',
      'tidings.yaml:17:28  "email": expected an e-mail address such as "orders@example.com"',
      'tidings.yaml:18:39  "expires": expected a duration such as "20ms", "9s", "10m" or "72h"',
      'tidings.yaml:18:63  "email": "resent" is none of "resend", "stop"; did you mean "resend"?',
      'tidings.yaml:19:22  dispatcher.lease must lie between 1s and 60s',
      '  hint: below, a short pause looks like a crash; above, a crash delays messages by minutes',
      'tidings.yaml:19:42  "port" must be at most 65535',
    ])
  })

  it('says where YAML itself is broken', () => {
    expect(messageOf('version: 1\nenvironments: [\n')).toMatch(/^tidings\.yaml:3:1 {2}not valid YAML: /)
    expect(messageOf('version: 1\nversion: 1\n')).toMatch(
      /^tidings\.yaml:2:1 {2}not valid YAML: map keys must be unique/,
    )
  })

  it.each([
    ['', 'tidings.yaml:1:1  the file: expected a mapping, got nothing'],
    ['just text', 'tidings.yaml:1:1  the file: expected a mapping, got the text "just text"'],
  ])('refuses %j', (text, message) => expect(messageOf(text)).toBe(message))

  it('reports a missing block at its parent', () => {
    expect(messageOf(minimal.replace(/brands:\n.*\n/, ''))).toBe('tidings.yaml:1:1  "brands" is missing')
  })

  it('reads numbers, booleans and lists that variables hold', () => {
    const text = minimal
      .replace('8025 }', "8025, connections: '${CALLS:-12}' }")
      .replace('routes:', 'production: ${LIVE:-false}\n    recipients: { allow: "${ALLOWED}" }\n    routes:')
    const { providers, environment } = read(text, {
      variables: { ...variables, ALLOWED: '*@fennel.example, +49*', CALLS: '' },
    })
    expect(providers.catcher?.settings).toMatchObject({ connections: 12 })
    expect(environment).toMatchObject({ production: false, allow: ['*@fennel.example', '+49*'] })
  })

  it('asks only for the variables that the caller uses', () => {
    const text =
      `${minimal.replace('providers:', 'providers:\n  mailer: { kind: smtp, host: "${SMTP_HOST}" }')}`.replace(
        'environments:',
        'environments:\n  production: { production: true, database: "${LIVE_DATABASE}", routes: { email: [mailer] } }',
      )
    expect(read(text).environment.name).toBe('local')
    expect(read(text, { variables: {}, needs: [] }).environment.database).toBeUndefined()
    expect(messageOf(text, { variables: {} })).toContain('DATABASE_URL is not set')
    expect(messageOf(text, { environment: 'production' })).toMatch(
      /LIVE_DATABASE is not set[\s\S]*SMTP_HOST is not set/,
    )
    const ledgerOnly = read(text, {
      environment: 'production',
      variables: { LIVE_DATABASE: 'postgres://live' },
      needs: ['database'],
    })
    expect(ledgerOnly.environment.database).toBe('postgres://live')
    const sends = (name: string) => ({ environment: 'production', variables: {}, needs: [`provider ${name}`] as const })
    expect(read(text, sends('catcher')).providers.catcher?.kind).toBe('catcher')
    expect(messageOf(text, sends('mailer'))).toMatch(/^\S+ {2}environment variable SMTP_HOST is not set/)
  })

  it('never lets production fall back to the embedded database', () => {
    const embedded = { DATABASE_URL: 'postgres://127.0.0.1:5599/tidings' }
    expect(read(minimal, { variables: {}, embedded }).environment.database).toBe(embedded.DATABASE_URL)
    expect(read(minimal, { embedded }).environment.database).toBe(variables.DATABASE_URL)
    const production = minimal.replace('local:', 'live:\n    production: true')
    expect(messageOf(production, { variables: {}, embedded, environment: 'live' })).toContain('DATABASE_URL is not set')
  })

  it('never chooses production by itself', () => {
    const production = minimal.replace('local:', 'live:\n    production: true')
    expect(messageOf(production)).toBe(`tidings.yaml:3:3  every environment is production, which is never the default
  hint: name one with --env; environments in this file: live`)
    expect(read(production, { environment: 'live' }).environment.production).toBe(true)
    expect(
      messageOf(minimal, { environment: 'locla' }),
    ).toBe(`tidings.yaml:3:3  there is no environment "locla"; did you mean "local"?
  hint: environments in this file: local`)
  })

  it.each([
    [
      'two production environments',
      minimal.replace(
        'local:',
        'eu:\n    production: true\n    database: x\n    routes: {}\n  us: { production: true, database: x, routes: {} }\n  local:',
      ),
      'environment "us" is flagged as production, and so is "eu"',
    ],
    [
      'a fallback to itself',
      minimal.replace('[catcher]', '[catcher, catcher]'),
      'route "email" names provider "catcher" twice',
    ],
    [
      'no catcher outside production',
      minimal.replace('kind: catcher, url: http://127.0.0.1:8025', 'kind: smtp, host: mail.fennel.example'),
      'environment "local" is not production, so it needs a provider of kind catcher',
    ],
    [
      'an allowed address that is none',
      minimal.replace('routes:', 'recipients: { allow: [fennel.example] }\n    routes:'),
      '"fennel.example" is no address pattern',
    ],
    [
      'an address of pictures with a query',
      minimal.replace('main: { ', "main: { assetBase: 'https://a.example/?x=', "),
      'expected an address that starts with "https://", without a query',
    ],
    [
      'an address of pictures without encryption',
      minimal.replace('main: { ', "main: { assetBase: 'http://a.example', "),
      'expected an address that starts with "https://", without a query',
    ],
    ['no main brand', minimal.replace('main:', 'summer:'), 'there is no brand "main"'],
    [
      'a backoff that starts above its end',
      `${minimal}policies: { bulk: { backoff: { base: 2h, max: 1m } } }\n`,
      'backoff of lane "bulk" starts above its maximum',
    ],
    [
      'a call that outlives its message',
      `${minimal}policies: { critical: { expires: 10s, deadline: 30s } }\n`,
      'the call deadline of lane "critical" is not shorter',
    ],
    [
      'a provider that cannot send the channel',
      minimal
        .replace('providers:', 'providers:\n  mailer: { kind: mail }')
        .replace('{ email: [catcher] }', '{ sms: [mailer] }'),
      'names provider "mailer", whose kind mail sends only email',
    ],
    [
      'a sender id that carriers cut or refuse',
      minimal.replace('name: Fennel', 'name: Fennel, sms: Fennel Kitchen'),
      'a name of at most 11 letters',
    ],
    [
      'a line break in a sender name',
      minimal.replace('name: Fennel', 'name: "Fennel\\nBcc: x@y.z"'),
      '"name" may not contain line breaks',
    ],
  ])('refuses %s', (_, text, message) => {
    const mail = {
      configuration: providerKinds.catcher?.configuration.or(providerKinds.catcher.configuration),
      channels: ['email'] as const,
    }
    const kinds = {
      ...providerKinds,
      ...(mail.configuration && { mail: { ...mail, configuration: mail.configuration } }),
    }
    expect(messageOf(text, { kinds })).toContain(message)
  })

  it('warns of what has no effect', () => {
    const text = minimal
      .replace(
        'environments:',
        'environments:\n  live: { production: true, database: x, routes: {}, recipients: { allow: ["*@x.y"] } }',
      )
      .replace('categories:', 'categories:\n  offers: { title: Offers, marketing: true }')
    const { warnings } = read(text, { variables: { ...variables, TIDINGS_DISPATCHER_ADMIN_PROT: '1' } })
    expect(warnings.map(({ file, line, message, didYouMean }) => [file, line, message, didYouMean])).toEqual([
      [
        'TIDINGS_DISPATCHER_ADMIN_PROT',
        undefined,
        'no setting has this name, so the variable has no effect',
        'TIDINGS_DISPATCHER_ADMIN_PORT',
      ],
      [
        'tidings.yaml',
        3,
        'recipients.allow has no effect in production environment "live": messages reach everybody',
        undefined,
      ],
      [
        'tidings.yaml',
        13,
        'brand "main" has no unsubscribeBase, so mails of marketing category "offers" cannot be sent in it',
        undefined,
      ],
    ])
  })
})

describe('overrides', () => {
  it('replaces single settings, below names and keys of several words too', () => {
    const { dispatcher, policies, providers } = read(
      minimal.replaceAll('catcher:', 'my-catcher:').replace('[catcher]', '[my-catcher]'),
      {
        variables: {
          ...variables,
          TIDINGS_DISPATCHER_ADMIN_PORT: '9999',
          TIDINGS_POLICIES_TRANSACTIONAL_MAX_ATTEMPTS: '3',
          TIDINGS_POLICIES_TRANSACTIONAL_ON_UNKNOWN_EMAIL: 'stop',
          TIDINGS_PROVIDERS_MY_CATCHER_CONNECTIONS: '7',
        },
      },
    )
    expect(dispatcher.admin.port).toBe(9999)
    expect(policies.transactional).toMatchObject({ maxAttempts: 3, onUnknown: { email: 'stop', push: 'resend' } })
    expect(providers['my-catcher']?.settings).toMatchObject({ connections: 7 })
  })

  it('names the variable where its value is wrong', () => {
    const message = messageOf(minimal, { variables: { ...variables, TIDINGS_DISPATCHER_ADMIN_PORT: 'high' } })
    expect(message).toBe('TIDINGS_DISPATCHER_ADMIN_PORT  "port": expected a number, got the text "high"')
  })
})

describe('redact', () => {
  it('hides secrets and passwords inside addresses, and nothing else', () => {
    const text = minimal.replace(
      'providers:',
      'providers:\n  mailer: { kind: smtp, host: mail.fennel.example, user: shop, password: "${SECRET}" }',
    )
    const configuration = read(text, {
      variables: { DATABASE_URL: 'postgres://shop:hunter2@127.0.0.1/tidings', SECRET: 'hunter2' },
    })
    const shown = JSON.stringify(redact(configuration))
    expect(shown).not.toContain('hunter2')
    expect(shown).toContain('postgres://shop:***@127.0.0.1/tidings')
    expect(shown).toContain('mail.fennel.example')
  })
})
