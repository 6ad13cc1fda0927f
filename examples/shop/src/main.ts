// The shop as a process: node --env-file=.tidings/env dist/main.js
import { once } from 'node:events'

import { createTidings } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import pg from 'pg'

import { createOrders } from './orders-table.js'
import { createShop } from './server.js'
import { contracts } from './tidings.gen.js'

// `statement_timeout` frees the connection of a statement that nobody waits for any more.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, statement_timeout: 10_000 })
const tidings = createTidings({ source: 'shop', transport: outbox(pool), contracts })

await createOrders(pool)
const port = Number(process.env.PORT ?? 3000)
const server = createShop({ pool, tidings }).listen(port, '127.0.0.1')
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.close())

await once(server, 'listening')
console.log(`the shop listens on 127.0.0.1:${port}`)
await once(server, 'close')
await tidings.close()
await pool.end()
