import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CatcherClient,
  createCatcherClient,
  type StartedCatcher,
  startCatcher,
} from '@tidings/dispatcher/embedded'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { makeCertificates } from '../../../dispatcher/test/providers/certificates.js'
import { openSmtpServer, type SmtpServerStand } from '../../../dispatcher/test/providers/smtp-server-stand.js'
import { makeProject, type Project, projectFiles } from '../support/project.js'
import { type Answer, runCli } from '../support/run-cli.js'

const certificates = makeCertificates()

/** `staging` sends mails for real to the shop's own people, and nothing else for real; `production` to everybody. */
const yaml = `version: 1
environments:
  local: { database: '\${DATABASE_URL}', routes: { email: [catcher], sms: [catcher], push: [catcher] } }
  staging:
    database: '\${DATABASE_URL}'
    routes: { email: [mailer], sms: [catcher] }
    recipients: { allow: ['*@fennel.example'] }
  production: { production: true, database: '\${DATABASE_URL}', routes: { email: { default: [mailer], critical: [other] } } }
providers:
  catcher: { kind: catcher, url: '\${TIDINGS_CATCHER_URL}' }
  mailer: { kind: smtp, host: 127.0.0.1, port: '\${SMTP_PORT}', ca: ${certificates.folder}/${certificates.ca} }
  other: { kind: smtp, host: other.example, user: fennel, password: '\${OTHER_PASSWORD}' }
categories:
  order-updates: { title: Order updates }
  offers: { title: Offers, marketing: true }
brands:
  main:
    sender: { email: orders@fennel.example, name: Fennel, sms: Fennel }
    unsubscribeBase: https://mail.fennel.example/unsubscribe
  market: { sender: { email: market@fennel.example, name: Market }, unsubscribeBase: https://mail.fennel.example/unsubscribe }
`
const definition = projectFiles['templates/order-ready/template.yaml'] ?? ''
const offers = definition
  .replace('order-updates', 'offers')
  .replace('transactional', 'bulk')
  .replace('all: [email, sms]', 'all: [email]')
  .replace('  sms: {}\n', '')
const sample = projectFiles['templates/order-ready/samples/short.json'] ?? ''

let project: Project
let server: SmtpServerStand
let started: StartedCatcher
let catcher: CatcherClient
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidings-send-test-'))
  server = await openSmtpServer(certificates)
  started = await startCatcher({ folder, httpPort: 0, smtpPort: 0 })
  catcher = createCatcherClient(started.url)
  project = await makeProject({
    'tidings.yaml': yaml,
    'templates/order-ready/samples/wrong.json': sample.replace('"A-17"', '17'),
    'templates/offers/template.yaml': offers,
    'templates/offers/email.mjml': projectFiles['templates/order-ready/email.mjml'] ?? '',
    'templates/offers/samples/short.json': sample,
    'templates/parcel/template.yaml': definition
      .replace('all: [email, sms]', 'all: [push]')
      .replace(/channels:[\s\S]*/, 'channels: { push: { title: On its way } }\n'),
    'templates/parcel/push.liquid': 'Order {{ order.id }}',
    'templates/parcel/samples/short.json': sample,
    'templates/code/template.yaml': definition.replace('transactional', 'critical'),
    'templates/code/email.mjml': projectFiles['templates/order-ready/email.mjml'] ?? '',
    'templates/code/sms.liquid': 'Code {{ order.id }}',
    'templates/code/samples/short.json': sample,
  })
})
beforeEach(() => server.behave('accept'))
afterAll(async () => {
  await server.close()
  await started.stop()
  await project.remove()
  await rm(folder, { recursive: true })
})

const sendUntil = (signal: AbortSignal, ...args: readonly string[]): Promise<Answer> =>
  runCli(['send-test', ...args], {
    cwd: project.folder,
    env: { SMTP_PORT: String(server.port), TIDINGS_CATCHER_URL: started.url },
    signal,
  })
const send = (...args: readonly string[]): Promise<Answer> => sendUntil(new AbortController().signal, ...args)
const staging = (...args: readonly string[]): Promise<Answer> => send('order-ready', '--env', 'staging', ...args)
const lastMail = () => simpleParser(server.received().at(-1) ?? Buffer.alloc(0))

describe('send-test', () => {
  it('sends a sample through the provider of the route, marked as a test', async () => {
    const { code, stdout, stderr } = await staging('--to', 'ann@fennel.example', '--locale', 'de-AT')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.replace(/\d+ ms/, 'TIME')).toBe(
      `  accepted  email to a***@fennel.example by mailer · staging · TIME
  [Test] Bestellung A-17 ist fertig
  Ok: queued as 4XyZ1
`,
    )
    const mail = await lastMail()
    expect([mail.subject, mail.from?.text, mail.headers.get('x-tidings-test')]).toEqual([
      '[Test] Bestellung A-17 ist fertig',
      '"Fennel" <orders@fennel.example>',
      '1',
    ])
    expect(mail.text).toContain('Bestellung A-17 wartet auf Sie.')
  })

  it('answers in JSON, with addresses masked unless they are asked for', async () => {
    const { code, stdout } = await staging('--to', 'ann@fennel.example', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      kind: 'test-sent',
      template: 'order-ready',
      sample: 'short',
      brand: 'main',
      locale: 'en',
      environment: 'staging',
      channel: 'email',
      to: 'a***@fennel.example',
      provider: 'mailer',
      providerKind: 'smtp',
      outcome: 'accepted',
      ref: '4XyZ1',
    })
    expect((await staging('--to', 'ann@fennel.example', '--output', 'jsonl', '--show-addresses')).stdout).toContain(
      '"to":"ann@fennel.example"',
    )
  })

  it('takes the channel from the address, and sends SMS and push to where they are routed', async () => {
    const { code, stderr } = await send('order-ready', '--to', '+4915112345678')
    expect([code, stderr]).toEqual([0, '  it is in the catcher: tidings caught\n'])
    expect(await catcher.list({ channel: 'sms' })).toMatchObject([
      { to: '+4915112345678', text: '[Test] Fennel: order A-17 is ready.' },
    ])
  })

  it('sends a push message to the app and token that are given', async () => {
    const { code } = await send('parcel', '--to', 'android:token-of-a-device')
    expect(code).toBe(0)
    expect(await catcher.list({ channel: 'push' })).toMatchObject([
      { to: 'token-of-a-device', push: { app: 'android', title: '[Test] On its way', body: 'Order A-17' } },
    ])
    expect(await send('parcel', '--to', 'token', '--channel', 'push')).toMatchObject({
      code: 2,
      stderr:
        'error `token` is no address for push\nhint: give the app and the token of the device, as ios:<token>, android:<token> or web:<token>\n',
    })
  })

  it('ends a call that hangs when it is interrupted, and says that nobody knows', async () => {
    await server.behave('hang')
    const controller = new AbortController()
    const taken = server.transactions()
    const answer = sendUntil(controller.signal, 'order-ready', '--env', 'staging', '--to', 'ann@fennel.example')
    await expect
      .poll(() => server.log().then((log) => log.at(-1)?.complete === true && server.transactions() > taken), {
        timeout: 15_000,
      })
      .toBe(true)
    controller.abort()
    expect(await answer).toMatchObject({ code: 130, stdout: expect.stringMatching(/^ {2}unknown {2}email/) as string })
  })

  it('unsubscribes nobody, and dresses in the brand that is asked for', async () => {
    expect((await send('offers', '--env', 'staging', '--to', 'ann@fennel.example', '--brand', 'market')).code).toBe(0)
    const mail = await lastMail()
    expect(mail.from?.text).toBe('"Market" <market@fennel.example>')
    expect(mail.headers.get('list')).toMatchObject({
      unsubscribe: { url: 'https://mail.fennel.example/unsubscribe/test' },
    })
  })

  it('does not let the recipient guard be passed, and names the setting that would', async () => {
    const before = server.received().length
    expect(await staging('--to', 'ann@example.com')).toEqual({
      code: 4,
      stdout: '',
      stderr: `error \`staging\` is not production, and its recipient guard lets nothing go to \`ann@example.com\` by \`mailer\`
hint: add the address to environments.staging.recipients.allow in tidings.yaml (now: *@fennel.example)
`,
    })
    expect(server.received()).toHaveLength(before)
  })

  it('sends from production only where somebody says so', async () => {
    const before = server.received().length
    const production = ['order-ready', '--env', 'production', '--to', 'ann@example.com']
    expect(await send(...production)).toMatchObject({
      code: 2,
      stderr: 'error this needs an answer, and nobody can be asked here\nhint: give --yes\n',
    })
    expect(server.received()).toHaveLength(before)
    expect((await send(...production, '--yes')).code).toBe(0)
    expect((await lastMail()).to).toMatchObject({ text: 'ann@example.com' })
  })

  it.each([
    ['reject address', 1, 'rejected', '550 5.1.1', 'the address takes no messages: check it'],
    [
      'reject',
      1,
      'rejected',
      '554 5.6.0',
      'what the provider says is about this message: correct it and send it again',
    ],
    ['defer', 1, 'deferred', '451 4.3.0', 'send it again later'],
    [
      'configuration',
      4,
      'deferred',
      '530 5.7.0',
      "`mailer` does not take the credentials or the sender: correct providers.mailer or the brand's sender in tidings.yaml",
    ],
    [
      'drop after',
      1,
      'unknown',
      'ECONNECTION',
      'it may have been taken: look whether it arrives before you send it again',
    ],
  ] as const)('tells what the provider says: %s', async (behaviour, code, outcome, said, advice) => {
    await server.behave(behaviour)
    const answer = await staging('--to', 'ann@fennel.example')
    expect(answer).toMatchObject({ code, stderr: `  ${advice}\n` })
    expect(answer.stdout).toMatch(new RegExp(`^ {2}${outcome} `))
    expect(answer.stdout).toContain(`\n  ${said}  `)
  })

  it('tells when the provider cannot be reached', async () => {
    await server.vanish()
    try {
      expect(await staging('--to', 'ann@fennel.example', '--json')).toMatchObject({
        code: 5,
        stdout: expect.stringContaining('"outcome": "interrupted"') as string,
      })
    } finally {
      await server.appear()
    }
  })

  it.each([
    [
      ['order-redy', '--to', 'a@b.example'],
      1,
      'there is no template `order-redy`; did you mean `order-ready`?',
      'templates here: code, offers, order-ready, parcel',
    ],
    [
      ['order-ready', '--to', 'a@b.example', '--sample', 'shrt'],
      1,
      '`order-ready` has no sample `shrt`; did you mean `short`?',
      'samples: short, wrong',
    ],
    [
      ['order-ready', '--to', 'a@b.example', '--locale', 'fr'],
      1,
      '`order-ready` has no locale `fr`',
      'locales: en, de',
    ],
    [
      ['order-ready', '--to', 'a@b.example', '--brand', 'markt'],
      1,
      'there is no brand `markt`; did you mean `market`?',
      'brands in tidings.yaml: main, market',
    ],
    [['offers', '--to', '+4915112345678'], 1, '`offers` has no channel sms', 'it has email; give an address of these'],
    [
      ['order-ready', '--to', 'ann'],
      2,
      '`ann` is no address',
      'give an e-mail address, a phone number as +4915112345678, or the token of a device as ios:<token>',
    ],
    [
      ['order-ready', '--to', 'ann@@b.example'],
      2,
      '`ann@@b.example` is no address for email: it must be one e-mail address, as `ann@example.com`',
      'give an e-mail address, as ann@example.com',
    ],
    [
      ['order-ready', '--to', '+49', '--env', 'staging'],
      2,
      '`+49` is no address for sms: it must be a phone number in E.164, as `+4915112345678`',
      'give a phone number in E.164, as +4915112345678',
    ],
    [
      ['order-ready', '--to', '+4915112345678', '--env', 'production'],
      2,
      '`production` has no provider for sms in the lane transactional',
      'add one to environments.production.routes.sms in tidings.yaml (it has routes for email), or choose another environment or channel',
    ],
  ])('tells what is wrong and what to do: %s', async (args, code, message, hint) => {
    expect(await send(...args)).toEqual({ code, stdout: '', stderr: `error ${message}\nhint: ${hint}\n` })
  })

  it('needs of the providers only the one that it uses', async () => {
    expect((await send('order-ready', '--env', 'production', '--to', 'ann@example.com', '--yes')).code).toBe(0)
    const { code, stderr } = await send('code', '--env', 'production', '--to', 'ann@example.com', '--yes')
    expect(code).toBe(2)
    expect(stderr).toContain('environment variable OTHER_PASSWORD is not set')
  })

  it('does not send a sample that does not fit', async () => {
    expect(await send('order-ready', '--sample', 'wrong', '--to', 'ann@example.com')).toMatchObject({
      code: 1,
      stderr: 'error sample `wrong` does not fit the schema\n  /order/id must be string\n',
    })
  })
})
