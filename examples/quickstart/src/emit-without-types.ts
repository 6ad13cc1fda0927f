// A service in any language, without SDK and types: one SQL function takes the intent. What is wrong with it shows up
// later, as a `refused` intent with its bytes and every reason, and stops nobody else.
//   node --env-file=.tidings/env dist/emit-without-types.js
import { randomUUID } from 'node:crypto'
import pg from 'pg'

import { oldOrder } from './old-order.js'

const intent = {
  specversion: '1.0',
  type: 'tidings.intent.v1',
  source: 'old-shop',
  id: randomUUID(),
  time: new Date().toISOString(),
  subject: 'order-shipped',
  data: { to: { email: 'ann@example.com' }, data: JSON.parse(oldOrder) },
}

const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
await client.query('SELECT tidings.emit($1::smallint[], $2::text[])', [[1], [JSON.stringify(intent)]])
await client.end()
console.log(JSON.stringify({ id: intent.id, template: intent.subject, note: 'SQL, no types' }))
