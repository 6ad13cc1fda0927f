import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Connection } from '#dispatcher/ledger/connection.js'
import { readHistory } from '#dispatcher/ledger/history.js'

import { type Rig, setUpRig } from '../support/rig.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
  await rig.start()
})
afterAll(() => rig.stop())

test('a message that ends while its history is read is in the queue or among what has ended', async () => {
  await rig.catcher.setRule('hang until lifted', { channel: 'sms' })
  const { id } = await rig.tidings.emit('greeting', { to: { phone: '+4915112345678' }, data: { name: 'Ann' } })
  const begun = 'SELECT FROM tidings.queue WHERE intent = $1 AND began_at IS NOT NULL'
  await expect.poll(() => rig.rows(begun, [id]), { interval: 10, timeout: 10_000 }).toHaveLength(1)

  const { connection } = rig.ledger
  let interfered = false
  const disturbed: Connection = {
    ...connection,
    snapshot: (work) =>
      connection.snapshot((session) =>
        work({
          run: async (statement, values) => {
            const rows = await session.run<never>(statement, values)
            if (statement.name === 'history_attempts') {
              await rig.pool.query('DELETE FROM tidings.queue WHERE intent = $1', [id])
              interfered = true
            }
            return rows
          },
        }),
      ),
  }
  expect((await readHistory(disturbed, id))?.queued).toMatchObject([{ n: 2, attempt: 1 }])
  expect(interfered).toBe(true)
  expect((await readHistory(connection, id))?.queued).toEqual([])
})
