// What a service looks like: it saves an order and says so to the customer. Either both happen or neither does.
//   node --env-file=.tidings/env dist/emit-orders.js
import { createTidings } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import pg from 'pg'

import { customers } from './customers.js'
import { inDays } from './days.js'
import { contracts } from './tidings.gen.js'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
const tidings = createTidings({ source: 'orders', transport: outbox(pool), contracts })

await pool.query(`
  CREATE TABLE IF NOT EXISTS orders (
    number int GENERATED ALWAYS AS IDENTITY (START WITH 1001) PRIMARY KEY,
    customer text NOT NULL,
    shipped_at timestamptz NOT NULL
  )`)

for (const { name, to, box } of customers) {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<{ number: number }>(
      'INSERT INTO orders (customer, shipped_at) VALUES ($1, now()) RETURNING number',
      [to.id],
    )
    const order = `A-${rows[0]?.number}`
    const { id } = await tidings.emit(
      'order-shipped',
      {
        to,
        data: { name, order: { id: order }, arrival: { from: inDays(2, 8), until: inDays(2, 10) }, ...box },
        idempotencyKey: `${order}-shipped`, // emitted twice by mistake, it is still sent once
      },
      { tx: client },
    )
    await client.query('COMMIT')
    console.log(JSON.stringify({ id, template: 'order-shipped', locale: to.locale, note: `order ${order}` }))
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
await tidings.close()
await pool.end()
