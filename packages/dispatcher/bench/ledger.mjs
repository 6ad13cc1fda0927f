// What accounting costs: admission, claim, gates, begin and record of the real dispatcher, with a provider that answers
// at once, against the same steps as bare statements with no dedup, gates, guards or counters.
import { decodeIntent, encodeIntent, uuidv7 } from '@tidings/sdk'
import pg from 'pg'

import { parse } from '../dist/config/parse.js'
import { startDispatcher } from '../dist/daemon/start-dispatcher.js'
import { publish } from '../dist/flows/publish.js'
import { int2Array, int8Array, textArray, uuidArray } from '../dist/ledger/binary-array.js'
import { migrate } from '../dist/ledger/migrate.js'
import { openLedger } from '../dist/ledger/open-ledger.js'
import { createLog } from '../dist/telemetry/log.js'
import { drained } from './fixtures/emit.mjs'
import { compileGreeting } from './fixtures/greeting.mjs'
import { instantKind, instantYaml } from './fixtures/instant.mjs'

const messages = 100_000
/** Each contender first runs with so many, which do not count: both shall be compiled, and have their plans. */
const warmUp = 10_000
const batch = 500

let onCall = () => {}
const instant = instantKind({ concurrency: 2000, answer: async () => onCall() })

/** Resolves when the provider was called so often. */
const calledTimes = (count) => {
  let calls = 0
  return new Promise((resolve) => {
    onCall = () => {
      if (++calls === count) resolve()
    }
  })
}

const intentText = (index) =>
  encodeIntent({
    id: uuidv7(),
    source: 'bench',
    time: new Date().toISOString(),
    template: 'greeting',
    to: {
      id: `cus_${index}`,
      phone: `+4915${String(index).padStart(9, '0')}`,
      locale: 'en',
      timeZone: 'Europe/Berlin',
    },
    data: { name: 'Ann', note: 'x'.repeat(560) },
  })

async function fill(pool, count) {
  for (let at = 0; at < count; at += 1000) {
    const bodies = Array.from({ length: Math.min(1000, count - at) }, (_, index) => intentText(at + index))
    await pool.query('SELECT tidings.emit($1, $2)', [int2Array(bodies.map(() => 1)), textArray(bodies)])
  }
}

async function prepareLedger(url, pool) {
  const ledger = await openLedger(url)
  const artefact = await compileGreeting()
  await publish(ledger, artefact, {}, { environment: 'bench', byWhom: 'bench' })
  await ledger.close()
  await pool.query(
    `INSERT INTO tidings.suppressions (address_hash, channel, reason) SELECT gen_random_uuid(), 2, 'bench' FROM generate_series(1, 100000)`,
  )
  await pool.query(
    'INSERT INTO tidings.preferences (recipient_hash, category, channel, allowed) SELECT gen_random_uuid(), 1, 2, false FROM generate_series(1, 100000)',
  )
}

async function whole(url, pool, count) {
  await fill(pool, count)
  await pool.query('VACUUM ANALYZE')
  const configuration = parse({
    file: 'tidings.yaml',
    folder: '.',
    text: instantYaml(url, 'lanes: { transactional: { concurrency: 1000 } }'),
    environment: 'bench',
    variables: {},
    kinds: { instant },
  })
  const { rows: before } = await pool.query(accepted)
  const allCalled = calledTimes(count)
  const cpu = process.cpuUsage()
  const from = performance.now()
  const dispatcher = await startDispatcher({ configuration, kinds: { instant }, log: createLog('silent') })
  await allCalled
  await drained(pool)
  const seconds = (performance.now() - from) / 1000
  const used = process.cpuUsage(cpu)
  await dispatcher.drain()
  const { rows } = await pool.query(accepted)
  const ended = rows[0].n - before[0].n
  if (ended !== count) throw new Error(`${ended} of ${count} messages were accepted`)
  return { rate: count / seconds, cpuUs: (used.user + used.system) / count }
}

const accepted = 'SELECT count(*)::int AS n FROM tidings.attempts WHERE final_state = 1'

/** The ledger's own rows, with the keys and the claim index that any such queue needs, and nothing else. */
const bareTables = `
CREATE SCHEMA bare;
SET search_path = bare;
CREATE TABLE outbox (LIKE tidings.outbox INCLUDING ALL);
CREATE TABLE intents (LIKE tidings.intents INCLUDING DEFAULTS, PRIMARY KEY (id));
CREATE TABLE queue (LIKE tidings.queue_transactional INCLUDING DEFAULTS, PRIMARY KEY (intent, n)) WITH (fillfactor = 50);
CREATE INDEX ON queue (due) WHERE owner IS NULL;
CREATE TABLE attempts (LIKE tidings.attempts INCLUDING DEFAULTS, PRIMARY KEY (intent, n, generation, attempt))`
const bareRead = {
  name: 'bare_read',
  text: `SELECT o.id::text, o.body FROM outbox o ORDER BY o.lane, o.id LIMIT ${batch}`,
}
const bareRemove = {
  name: 'bare_remove',
  text: 'DELETE FROM outbox o USING unnest($1::int8[]) AS r(id) WHERE o.lane = 1 AND o.id = r.id',
}
const bareAdmit = {
  name: 'bare_admit',
  text: `WITH i AS MATERIALIZED (SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t(id, recipient, data)),
    n AS (INSERT INTO intents (id, tail, source, external_id, template, lane, recipient_hash, hash, recipient, data, expires_at) SELECT id, 1, 1, id::text, 1, 1, id, id, recipient, data, now() + interval '1 day' FROM i)
    INSERT INTO queue (intent, n, lane, channel, template_version, address_hash, expires_at) SELECT id, 2, 1, 2, 1, id, now() + interval '1 day' FROM i`,
}
const bareClaim = {
  name: 'bare_claim',
  text: `WITH c AS (UPDATE queue SET owner = 1 WHERE ctid = ANY (ARRAY(SELECT ctid FROM queue WHERE owner IS NULL AND due <= now() ORDER BY due LIMIT ${batch} FOR UPDATE SKIP LOCKED)) RETURNING *)
    SELECT c.*, i.source, i.external_id, i.recipient, i.data, i.admitted_at FROM c JOIN intents i ON i.id = c.intent`,
}
const bareBegin = {
  name: 'bare_begin',
  text: 'UPDATE queue q SET began_at = now(), attempt = q.attempt + 1, provider = 1, body_hash = b.intent FROM unnest($1::uuid[]) AS b(intent) WHERE q.intent = b.intent AND q.n = 2',
}
const bareRecord = {
  name: 'bare_record',
  text: `WITH g AS (DELETE FROM queue q USING unnest($1::uuid[]) AS b(intent) WHERE q.intent = b.intent AND q.n = 2 RETURNING q.*)
    INSERT INTO attempts (intent, n, generation, attempt, channel, template, template_version, flow, address_hash, owner, provider, body_hash, began_at, outcome, final_state)
    SELECT intent, n, generation, attempt, channel, 1, template_version, flow, address_hash, owner, provider, body_hash, began_at, 1, 1 FROM g`,
}

/** One connection admits and another works, as in the dispatcher; intents are read and decoded, nothing is rendered. */
async function bare(pool, count) {
  for (let at = 0; at < count; at += 1000)
    await pool.query('INSERT INTO outbox (lane, body) SELECT 1, * FROM unnest($1::text[])', [
      textArray(Array.from({ length: 1000 }, (_, index) => intentText(at + index))),
    ])
  const [admits, works] = [await pool.connect(), await pool.connect()]
  await admits.query('VACUUM ANALYZE outbox')
  let admitted = 0
  const admit = async () => {
    while (admitted < count) {
      await admits.query('BEGIN')
      const { rows } = await admits.query(bareRead)
      const intents = rows.map(({ body }) => decodeIntent(body).ok)
      const recipients = textArray(intents.map(({ to }) => JSON.stringify(to)))
      const data = textArray(intents.map((intent) => JSON.stringify(intent.data)))
      await admits.query({ ...bareAdmit, values: [uuidArray(intents.map(({ id }) => id)), recipients, data] })
      await admits.query({ ...bareRemove, values: [int8Array(rows.map(({ id }) => BigInt(id)))] })
      await admits.query('COMMIT')
      admitted += rows.length
    }
  }
  const work = async () => {
    for (let done = 0; done < count; ) {
      const { rows } = await works.query(bareClaim)
      if (rows.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        continue
      }
      for (const row of rows) JSON.parse(row.data)
      const ids = uuidArray(rows.map((row) => row.intent))
      await works.query({ ...bareBegin, values: [ids] })
      await works.query({ ...bareRecord, values: [ids] })
      done += rows.length
    }
  }
  const from = performance.now()
  await Promise.all([admit(), work()])
  const seconds = (performance.now() - from) / 1000
  admits.release()
  works.release()
  return count / seconds
}

/** @param report takes one figure */
export async function run(report, { postgresUrl }) {
  await migrate(postgresUrl)
  const pool = new pg.Pool({ connectionString: postgresUrl, max: 1 })
  // The same planner settings as the dispatcher's connections: what is compared is the work.
  const planned = new pg.Pool({
    connectionString: postgresUrl,
    max: 2,
    options: '-c enable_seqscan=off -c random_page_cost=1.1 -c jit=off -c search_path=bare',
  })
  await planned.query(bareTables)
  await prepareLedger(postgresUrl, pool)
  await bare(planned, warmUp)
  await whole(postgresUrl, pool, warmUp)
  // Half of the baseline before and half after, so that whatever else the machine does meets both.
  const before = await bare(planned, messages / 2)
  const { rate, cpuUs } = await whole(postgresUrl, pool, messages)
  const after = await bare(planned, messages / 2)
  await planned.end()
  const baselineValue = Math.round(2 / (1 / before + 1 / after))
  const conditions = `${messages} messages, 600 B data, one process, provider answers at once, outbox filled before`
  report({
    figure: 'messages per second',
    value: Math.round(rate),
    unit: '1/s',
    baseline: 'the same rows without dedup, gates, guards and counters',
    baselineValue,
    conditions,
  })
  report({ figure: 'CPU of the dispatcher', value: Math.round(cpuUs), unit: 'us/message', conditions })
  await pool.end()
}
