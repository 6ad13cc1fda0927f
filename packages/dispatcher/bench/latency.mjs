// From `emit` to the call of the provider, for critical messages: on an idle system, and while bulk drains. Against what
// PostgreSQL alone takes from an insert with NOTIFY to the listener.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { createTidings } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import pg from 'pg'

import { parse } from '../dist/config/parse.js'
import { startDispatcher } from '../dist/daemon/start-dispatcher.js'
import { publish } from '../dist/flows/publish.js'
import { migrate } from '../dist/ledger/migrate.js'
import { openLedger } from '../dist/ledger/open-ledger.js'
import { createLog } from '../dist/telemetry/log.js'
import { drained, emitMany } from './fixtures/emit.mjs'
import { compileGreeting } from './fixtures/greeting.mjs'
import { instantKind, instantYaml } from './fixtures/instant.mjs'

const samples = 300
const everyMs = 25
const bulk = 150_000
const emitterProgram = fileURLToPath(new URL('fixtures/emitter-process.mjs', import.meta.url))

/** When each message was called, and how many of bulk. */
const called = new Map()
let bulkCalls = 0
const instant = instantKind({
  concurrency: 128,
  answer: async ({ messageId, rendered }) => {
    if (rendered.text.startsWith('Hello bulk')) bulkCalls++
    else called.set(messageId.slice(0, messageId.lastIndexOf('.')), performance.now())
  },
})

const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]
const rounded = (ms) => Math.round(ms * 10) / 10

/** Emits one every 25 ms, in a transaction of its own or without one, and waits until each was called. */
async function measure(tidings, pool, inTransaction) {
  const emitted = new Map()
  for (let index = 0; index < samples; index++) {
    const emission = { to: { id: `cus_${index}`, phone: '+4915112345678' }, data: { name: 'code' } }
    if (inTransaction) {
      const client = await pool.connect()
      await client.query('BEGIN')
      const { id } = await tidings.emit('code', emission, { tx: client })
      emitted.set(id, performance.now())
      await client.query('COMMIT')
      client.release()
    } else {
      const at = performance.now()
      const { id } = await tidings.emit('code', emission)
      emitted.set(id, at)
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  for (let tries = 0; [...emitted.keys()].some((id) => !called.has(id)); tries++) {
    if (tries > 1000) throw new Error('some messages were never called')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const latencies = [...emitted].map(([id, at]) => called.get(id) - at)
  return { p50: rounded(percentile(latencies, 0.5)), p99: rounded(percentile(latencies, 0.99)) }
}

/** What `work` measures, and how many bulk messages were called each second meanwhile. */
async function withRate(work) {
  const [calls, from] = [bulkCalls, performance.now()]
  const measured = await work()
  return { ...measured, rate: Math.round((bulkCalls - calls) / ((performance.now() - from) / 1000)) }
}

/** An insert with NOTIFY in one statement, until the listener has it. */
async function bare(url) {
  const [writer, listener] = [new pg.Client(url), new pg.Client(url)]
  await Promise.all([writer.connect(), listener.connect()])
  await writer.query('CREATE TABLE bare_wake (id int)')
  await listener.query('LISTEN bare_wake')
  const latencies = []
  for (let index = 0; index < samples; index++) {
    const heard = new Promise((resolve) => listener.once('notification', resolve))
    const from = performance.now()
    await writer.query(`WITH i AS (INSERT INTO bare_wake VALUES (1)) SELECT pg_notify('bare_wake', '')`)
    await heard
    latencies.push(performance.now() - from)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await Promise.all([writer.end(), listener.end()])
  return { p50: rounded(percentile(latencies, 0.5)), p99: rounded(percentile(latencies, 0.99)) }
}

export async function run(report, { postgresUrl }) {
  await migrate(postgresUrl)
  const pool = new pg.Pool({ connectionString: postgresUrl, max: 4 })
  const ledger = await openLedger(postgresUrl)
  for (const [name, lane] of [
    ['code', 'critical'],
    ['bulk', 'bulk'],
  ])
    await publish(ledger, await compileGreeting(name, lane), {}, { environment: 'bench', byWhom: 'bench' })
  const baseline = await bare(postgresUrl)
  const configuration = parse({
    file: 'tidings.yaml',
    folder: '.',
    text: instantYaml(postgresUrl),
    environment: 'bench',
    variables: {},
    kinds: { instant },
  })
  const dispatcher = await startDispatcher({ configuration, kinds: { instant }, log: createLog('silent') })
  const tidings = createTidings({ source: 'bench', transport: outbox(pool) })
  const tell = (figure, { p50, p99 }, against, conditions) => {
    const same = { unit: 'ms', baseline: against.name, conditions }
    report({ figure: `${figure}, p50`, value: p50, baselineValue: against.p50, ...same })
    report({ figure: `${figure}, p99`, value: p99, baselineValue: against.p99, ...same })
  }
  const notify = { name: 'insert with NOTIFY to the listener', ...baseline }
  const conditions = `${samples} critical messages, one every ${everyMs} ms, one process`
  await measure(tidings, pool, false)
  const idle = await measure(tidings, pool, false)
  tell('idle, without tx', idle, notify, conditions)
  tell('idle, in a transaction', await measure(tidings, pool, true), notify, conditions)

  const again = { name: 'idle', ...idle }
  await emitMany(pool, 2, bulk, (index) => ({
    template: 'bulk',
    to: { id: `cus_${index}`, phone: '+4915112345679' },
    data: { name: 'bulk' },
  }))
  const flatOut = await withRate(() => measure(tidings, pool, false))
  tell('bulk flat out', flatOut, again, `${conditions}; bulk at ${flatOut.rate}/s`)
  await drained(pool)

  const perSecond = Math.round(flatOut.rate * 0.7)
  const emitter = spawn(process.execPath, [emitterProgram, postgresUrl, '2', String(perSecond)], { stdio: 'inherit' })
  try {
    while (bulkCalls < bulk + perSecond) await new Promise((resolve) => setTimeout(resolve, 100))
    const steady = await withRate(() => measure(tidings, pool, false))
    tell('bulk at 70 %', steady, again, `${conditions}; bulk emitted at ${perSecond}/s, sent at ${steady.rate}/s`)
  } finally {
    emitter.kill()
    await once(emitter, 'exit')
  }
  await tidings.close()
  await dispatcher.drain()
  await ledger.close()
  await pool.end()
}
