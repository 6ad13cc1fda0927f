// Wrong data, emitted through the SDK: an error before anything is sent, with every reason.
//   node --env-file=.tidings/env dist/emit-wrong-data.js
import { createTidings, isTidingsError } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import pg from 'pg'

import { oldOrder } from './old-order.js'
import { contracts } from './tidings.gen.js'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
const tidings = createTidings({ source: 'orders', transport: outbox(pool), contracts })

try {
  // What JSON.parse answers is `any`, so that the compiler, which knows the type of the data, is not asked.
  await tidings.emit('order-shipped', { to: { email: 'ann@example.com' }, data: JSON.parse(oldOrder) })
} catch (error) {
  if (!isTidingsError(error, 'InvalidIntent')) throw error
  console.log(JSON.stringify({ error: error.code, issues: error.issues }))
}
await tidings.close()
await pool.end()
