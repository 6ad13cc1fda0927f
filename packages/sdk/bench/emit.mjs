import pg from 'pg'

import { migrate } from '../../dispatcher/dist/ledger/migrate.js'
import { createTidings } from '../dist/index.js'
import { outbox } from '../dist/postgres/index.js'

const callers = 256
const plainClients = 32
const seconds = 4

const emission = (n) => ({
  to: { id: `cus_${n}`, email: 'ann@example.com', phone: '+4915112345678', locale: 'de', timeZone: 'Europe/Berlin' },
  data: {
    order: { id: `A-${n}`, total: { amount: 24.5, currency: 'EUR' } },
    items: [
      { name: 'Lemon chicken', quantity: 2 },
      { name: 'Chestnut soup', quantity: 1 },
    ],
    note: 'Please ring twice; the bell of the second floor is the one that works.',
  },
  idempotencyKey: `order-${n}-shipped`,
})

/** Runs `one` in `width` loops for some seconds; how many ended per second. */
async function rateOf(width, one) {
  let done = 0
  const start = performance.now()
  const end = start + seconds * 1000
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (performance.now() < end) {
        await one(done)
        done += 1
      }
    }),
  )
  return done / ((performance.now() - start) / 1000)
}

/**
 * Single durable emits through the SDK with 256 waiting callers, against 32 clients that each insert the same bytes
 * with a plain statement of `pg`. Nobody reads the outbox meanwhile.
 */
export async function run(report, { postgresUrl }) {
  await migrate(postgresUrl)
  const pool = new pg.Pool({ connectionString: postgresUrl, max: 2 })
  const plain = new pg.Pool({ connectionString: postgresUrl, max: plainClients })
  try {
    await plain.query('DROP TABLE IF EXISTS bench_plain_inserts')
    await plain.query('CREATE TABLE bench_plain_inserts (id bigserial PRIMARY KEY, body text NOT NULL)')
    const tidings = createTidings({ source: 'bench', transport: outbox(pool) })
    const body = JSON.stringify({ ...emission(17), envelope: 'x'.repeat(300) })
    const insert = () => plain.query('INSERT INTO bench_plain_inserts (body) VALUES ($1)', [body])
    const emit = (n) => tidings.emit('order-shipped', emission(n))
    // Each once before it counts: connections, plans, compiled code.
    await rateOf(plainClients, insert)
    await rateOf(callers, emit)
    const baselineValue = await rateOf(plainClients, insert)
    const value = await rateOf(callers, emit)
    report({
      figure: `durable emits, ${callers} callers`,
      value: Math.round(value),
      unit: '1/s',
      baseline: `${plainClients} plain pg inserts`,
      baselineValue: Math.round(baselineValue),
      conditions: `2 connections, intents of ${Buffer.byteLength(body)} B, one process`,
    })
    await tidings.close()
  } finally {
    await plain.query('DROP TABLE IF EXISTS bench_plain_inserts')
    await Promise.all([pool.end(), plain.end()])
  }
}
