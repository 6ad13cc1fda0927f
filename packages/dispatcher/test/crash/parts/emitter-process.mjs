// A service that emits through the SDK. Arguments: { url, log, domain } as JSON.
// Told by its parent { emit, from, via }: emits so many, each with a number, every second one in a transaction with a
// row of its own, and rolls one of 25 back. Writes down each id before it is emitted and after it was acknowledged.
import { setTimeout as sleep } from 'node:timers/promises'
import { createTidings, isTidingsError, uuidv7 } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import pg from 'pg'

import { openLogFile } from './log-file.mjs'

const { url, log: file, domain } = JSON.parse(process.argv[2])
const log = openLogFile(file)
const pool = new pg.Pool({ connectionString: url, max: 6 })
pool.on('error', () => undefined)
const tidings = createTidings({ source: 'emitter', transport: outbox(pool) })

/** One in ten is a one-time code, two are offers, the others order mails. */
const templateOf = (number) => (number % 10 === 0 ? 'code' : number % 10 >= 8 ? 'offer' : 'order')

async function attempt(id, number, template, to) {
  const emission = { id, to: { email: to }, data: { number } }
  if (number % 2 === 0) return tidings.emit(template, emission)
  const client = await pool.connect()
  const ignore = () => undefined
  client.on('error', ignore)
  let broken
  try {
    await client.query('BEGIN')
    await client.query('INSERT INTO public.orders (id) VALUES ($1) ON CONFLICT DO NOTHING', [id])
    await tidings.emit(template, emission, { tx: client })
    await client.query(number % 25 === 5 ? 'ROLLBACK' : 'COMMIT')
  } catch (error) {
    broken = error
    throw error
  } finally {
    client.off('error', ignore)
    client.release(broken)
  }
}

async function emit(number, tag) {
  const id = uuidv7()
  const template = templateOf(number)
  const to = `m${number}${tag === undefined ? '' : `+${tag}`}@${domain}`
  const rolledBack = number % 2 === 1 && number % 25 === 5
  log.write({ event: 'started', id, to, template, rolledBack })
  for (;;) {
    try {
      await attempt(id, number, template, to)
      break
    } catch (error) {
      // The database is away, or its answer was lost: the same id may be emitted again.
      const code = error?.code ?? ''
      if (!isTidingsError(error) && !/^(ECONN|EPIPE|57P|08|$)/.test(code)) throw error
      await sleep(100)
    }
  }
  if (!rolledBack) log.write({ event: 'acknowledged', id })
  await log.durable()
}

process.on('message', async ({ emit: count, from, tag }) => {
  let next = from
  const worker = async () => {
    while (next < from + count) await emit(next++, tag)
  }
  await Promise.all(Array.from({ length: Math.min(count, 12) }, worker))
  process.send?.({ emitted: from + count })
})
await pool.query('CREATE TABLE IF NOT EXISTS public.orders (id uuid PRIMARY KEY)')
process.send?.({ ready: true })
