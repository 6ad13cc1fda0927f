import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { setUpRig } from '../support/rig.js'
import { startChild } from './parts/child.js'
import { startDispatcherProcess } from './parts/dispatcher.js'
import { readLog } from './parts/read-log.js'

const releases: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const release of releases.reverse()) await release()
})

const total = 20_000

const configuration = (database: string, port: number): string => `
version: 1
environments:
  test: { production: true, database: ${database}, routes: { sms: [counter] } }
providers:
  counter: { kind: catcher, url: 'http://127.0.0.1:${port}', connections: 16 }
categories: { news: { title: News } }
brands: { main: { sender: { email: shop@crash.example, name: Shop, sms: Shop } } }
dispatcher: { admin: { port: 0 }, lease: 1500ms }
policies: { transactional: { settle: 200ms } }
`

test('three dispatchers share 20,000 messages, each sent once, and take over when one is killed', {
  timeout: 120_000,
}, async () => {
  const rig = await setUpRig()
  releases.push(() => rig.stop())
  const folder = await mkdtemp(join(tmpdir(), 'tidings-sharing-'))
  releases.push(() => rm(folder, { recursive: true, force: true }))
  const log = join(folder, 'counter.log')
  const counter = startChild(
    new URL('parts/counter-process.mjs', import.meta.url),
    [JSON.stringify({ log })],
    ['ignore', 'inherit', 'inherit', 'ipc'],
  )
  const { port } = await counter.heard<{ port?: number }>((message) => message.port !== undefined)
  releases.push(() => {
    counter.signal('SIGKILL')
    return counter.ended
  })
  const taken = async (): Promise<number> => {
    const answer = counter.heard<{ taken?: number }>((message) => message.taken !== undefined)
    counter.send({})
    return (await answer).taken ?? 0
  }
  const config = join(folder, 'tidings.yaml')
  await writeFile(config, configuration(rig.url, port ?? 0))
  const dispatchers = await Promise.all(['d1', 'd2', 'd3'].map((name) => startDispatcherProcess(config, name, 'test')))
  for (const dispatcher of dispatchers) releases.push(() => dispatcher.kill())

  const ids: string[] = []
  for (let from = 0; from < total; from += 1_000) {
    const emissions = Array.from({ length: 1_000 }, (_, index) => ({
      template: 'greeting',
      to: { phone: `+49151${String(10_000_000 + from + index)}` },
      data: { name: 'Ann' },
    }))
    ids.push(...(await rig.tidings.emitMany(emissions)).map(({ id }) => id))
  }
  await expect.poll(taken, { timeout: 60_000, interval: 20 }).toBeGreaterThan(total / 4)
  const [first, ...survivors] = dispatchers
  await first?.kill()
  await rig.settled()

  const counts = new Map<string, number>()
  for (const { message } of readLog<{ message: string }>(log)) counts.set(message, (counts.get(message) ?? 0) + 1)
  const rows = await rig.rows<{ message: string; final: number; owner: string }>(
    `SELECT intent || '.' || n AS message, final_state AS final, owner::text FROM tidings.attempts WHERE final_state IS NOT NULL`,
  )
  expect(rows).toHaveLength(total)
  expect(new Set(rows.map(({ message }) => message.slice(0, message.lastIndexOf('.'))))).toEqual(new Set(ids))
  expect([...counts.values()].every((count) => count === 1)).toBe(true)
  const unsent = rows.filter(({ message, final }) => final !== 4 && counts.get(message) !== 1)
  expect(unsent).toEqual([])
  // Text messages of unknown outcome are not sent again: no more than were open when the first one was killed.
  const unknown = rows.filter(({ final }) => final === 4)
  expect(unknown.length).toBeLessThanOrEqual(16)
  expect(rows.every(({ final }) => final === 1 || final === 4)).toBe(true)
  const shares = dispatchers.map(({ owner }) => rows.filter((row) => row.owner === owner).length)
  console.log(`three dispatchers: ${shares.join(' + ')} of ${total}, ${unknown.length} unknown after the kill`)
  for (const share of shares) expect(share).toBeGreaterThan(total / 50)
  expect(survivors.map(({ child }) => child.process.exitCode)).toEqual([null, null])
})
