import { Writable } from 'node:stream'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { createLog } from '#dispatcher/telemetry/log.js'

import { type Rig, setUpRig } from '../support/rig.js'

let rig: Rig
let port: number
const lines: string[] = []
const log = createLog(
  'debug',
  new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk))
      done()
    },
  }),
)
beforeAll(async () => {
  rig = await setUpRig()
  port = (await rig.start({ log })).adminPort
})
afterAll(() => rig.stop())

const get = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

test('liveness looks at the process alone, readiness at ledger, intake and lanes', async () => {
  expect(await get('/livez')).toMatchObject({ status: 200, body: '{"live":true}\n' })
  expect(await get('/startupz')).toMatchObject({ status: 200 })
  const ready = await get('/readyz')
  expect(ready.status, ready.body).toBe(200)
  expect(JSON.parse(ready.body).checks.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['ledger', 'intake outbox', 'lane critical', 'lane transactional', 'lane bulk', 'draining']),
  )
  expect((await get('/elsewhere')).status).toBe(404)
})

test('metrics count what happened, in the Prometheus format', async () => {
  await rig.tidings.emit('greeting', { to: { phone: '+4915130000001' }, data: { name: 'Counted' } })
  await rig.settled()
  await expect
    .poll(async () => (await get('/metrics')).body, { timeout: 5_000 })
    .toContain('tidings_messages_ended_total{lane="transactional",state="accepted"} 1')
  const { type, body } = await get('/metrics')
  expect(type).toContain('text/plain')
  expect(body).toContain('tidings_intents_total{intake="outbox",result="admitted"} 1')
  expect(body).toContain('tidings_attempts_total{channel="sms",provider="catcher",outcome="accepted"} 1')
  expect(body).toMatch(/tidings_queue_oldest_seconds\{lane="critical"\} \d/)
  expect(body).toContain('tidings_build_info{')
})

test('no address, name or text of a message is ever logged, whatever goes wrong', async () => {
  const to = { email: 'canary.bird@feathers.example', phone: '+4915139999999' }
  const canaries = { ...to, name: 'Canarina-7f3a' }
  await rig.catcher.setRule(`reject 30003 for 1 "no ${canaries.phone} here for ${canaries.email}"`, { channel: 'sms' })
  await rig.tidings.emit('greeting', { to, data: { name: canaries.name } })
  await rig.tidings.emit('greeting', { to, data: { nom: canaries.name } })
  await rig.tidings.emit('greeting', { to, data: { name: canaries.name }, expiresAt: new Date(0) })
  await rig.settled()
  const written = lines.join('')
  expect(written).toContain('"event":"started"')
  for (const canary of Object.values(canaries)) expect(written).not.toContain(canary)
  const [attempt] = await rig.rows<{ detail: string }>(`SELECT detail FROM tidings.attempts WHERE code = '30003'`)
  expect(attempt?.detail).toMatch(/^no .* here for /)
  for (const canary of Object.values(canaries)) expect(attempt?.detail).not.toContain(canary)
})

test('every log line is JSON with an ISO time, a level as a word and an event', () => {
  for (const line of lines.join('').trim().split('\n')) {
    const entry = JSON.parse(line)
    expect(entry).toMatchObject({
      level: expect.stringMatching(/^(debug|info|warn|error)$/),
      event: expect.any(String),
    })
    expect(new Date(entry.time).toISOString()).toBe(entry.time)
  }
})
