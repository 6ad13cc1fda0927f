// An order to ship: node --env-file=.tidings/env dist/add-order.js A-17
import pg from 'pg'

import { addOrder, createOrders } from './orders-table.js'

const [, , number = 'A-17'] = process.argv
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
await createOrders(pool)
await addOrder(pool, number)
await pool.end()
console.log(`order ${number} waits to be shipped`)
