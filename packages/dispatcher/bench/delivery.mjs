// The price of accounting: order mails from the outbox to a mail server with everything that a ledger does, against the
// same process rendering and sending the same mails through the same provider from a list in memory.
import pg from 'pg'

import { parse } from '../dist/config/parse.js'
import { startDispatcher } from '../dist/daemon/start-dispatcher.js'
import { publish } from '../dist/flows/publish.js'
import { migrate } from '../dist/ledger/migrate.js'
import { openLedger } from '../dist/ledger/open-ledger.js'
import { providerKinds } from '../dist/providers/registry.js'
import { loadTemplate } from '../dist/render/load-template.js'
import { createLog } from '../dist/telemetry/log.js'
import { drained, emitMany } from './fixtures/emit.mjs'
import { compileOrderConfirmation, orderRequest } from './fixtures/order-confirmation.mjs'
import { startSink } from './fixtures/sink.mjs'

const long = process.env.BENCH_LONG === '1'
const mails = long ? 200_000 : 20_000
/** Without a ledger half of them are sent before and half after, so that whatever else the machine does meets both. */
const withoutLedgerMails = 20_000
const connections = 40

const { brand } = orderRequest(0)
const yaml = (url, port) => `
version: 1
environments: { bench: { production: true, database: '${url}', routes: { email: [mailer] } } }
providers: { mailer: { kind: smtp, host: 127.0.0.1, port: ${port}, tls: none, connections: ${connections} } }
categories: { order-updates: { title: Orders } }
brands:
  main:
    sender: { email: ${brand.sender.email}, name: '${brand.sender.name}', replyTo: ${brand.sender.replyTo} }
    variables: ${JSON.stringify(brand.variables)}
dispatcher: { admin: { port: 0 } }
`

/** Renders and sends with as many calls open as the dispatcher may have, and writes nothing down. */
async function withoutLedger(template, provider, count) {
  let next = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) {
        const request = orderRequest(next++)
        const { outcome } = await provider.call({
          messageId: request.messageId,
          key: request.messageId,
          rendered: template.render(request),
          signal: AbortSignal.timeout(30_000),
          tooLate: () => false,
        })
        if (outcome !== 'accepted') throw new Error(`a mail was ${outcome}`)
      }
    }),
  )
  return (performance.now() - from) / 1000
}

/** Largest resident set while each quarter of the mails was sent, bytes. */
function watchMemory(progress) {
  const quarters = [0, 0, 0, 0]
  const timer = setInterval(() => {
    const quarter = Math.min(3, Math.floor(progress() * 4))
    quarters[quarter] = Math.max(quarters[quarter], process.memoryUsage.rss())
  }, 100)
  return { quarters, stop: () => clearInterval(timer) }
}

export async function run(report, { postgresUrl }) {
  await migrate(postgresUrl)
  const pool = new pg.Pool({ connectionString: postgresUrl, max: 2 })
  const sink = await startSink()
  const artefact = await compileOrderConfirmation()
  const configuration = parse({
    file: 'tidings.yaml',
    folder: '.',
    text: yaml(postgresUrl, sink.port),
    environment: 'bench',
    variables: {},
    kinds: providerKinds,
  })
  const half = async () => {
    const provider = providerKinds.smtp.create('mailer', configuration.providers.mailer.settings, { folder: '.' })
    const seconds = await withoutLedger(loadTemplate(artefact), provider, withoutLedgerMails / 2)
    await provider.close()
    return seconds
  }
  const before = await half()

  const ledger = await openLedger(postgresUrl)
  await publish(ledger, artefact, {}, { environment: 'bench', byWhom: 'bench' })
  await emitMany(pool, 1, mails, (index) => {
    const { recipient, data } = orderRequest(index)
    return { template: 'order-confirmation', to: recipient, data }
  })
  await pool.query('VACUUM ANALYZE')
  let ended = 0
  const memory = watchMemory(() => ended / mails)
  const from = performance.now()
  const dispatcher = await startDispatcher({ configuration, log: createLog('silent') })
  const count = async () => {
    const { rows } = await pool.query('SELECT coalesce(sum(n), 0)::int AS n FROM tidings.tallies WHERE state = 1')
    ended = rows[0].n
  }
  const counting = setInterval(() => void count(), 250)
  await drained(pool)
  const value = mails / ((performance.now() - from) / 1000)
  clearInterval(counting)
  memory.stop()
  await dispatcher.drain()
  await ledger.close()
  const { rows } = await pool.query('SELECT count(*)::int AS n FROM tidings.attempts WHERE final_state = 1')
  await pool.end()
  const baselineValue = withoutLedgerMails / (before + (await half()))
  await sink.stop()
  if (rows[0].n !== mails) throw new Error(`${rows[0].n} of ${mails} mails were accepted`)

  const conditions = `${mails} mails of 37 KB, ${connections} connections to ${sink.name}, one process`
  report({
    figure: 'mails per second, outbox to mail server',
    value: Math.round(value),
    unit: '1/s',
    baseline: 'the same loop without a ledger',
    baselineValue: Math.round(baselineValue),
    conditions,
  })
  const megabytes = (bytes) => Math.round(bytes / 1e6)
  report({
    figure: 'largest memory in the last quarter',
    value: megabytes(memory.quarters[3]),
    unit: 'MB',
    baseline: 'the second quarter',
    baselineValue: megabytes(memory.quarters[1]),
    conditions: long ? conditions : `${conditions}; BENCH_LONG=1 sends 200,000`,
  })
}
