import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { expect, onTestFinished, test } from 'vitest'

import { lockState } from '#dispatcher/embedded/state/lock-state.js'
import { processIdentity } from '#dispatcher/embedded/state/process-identity.js'

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a lock lets one in at a time, also when every holder ends by being killed', async () => {
  const folder = makeFolder()
  writeFileSync(join(folder, 'counter'), '0')
  const script = fileURLToPath(new URL('lock-worker.mjs', import.meta.url))
  const workers = [4, 1, 1, 4, 1, 4].map((times) => spawn(process.execPath, [script, folder, String(times)]))
  const ends = await Promise.all(workers.map((worker) => once(worker, 'exit')))

  expect(ends.map(([, signal]) => signal)).toEqual(workers.map(() => 'SIGKILL'))
  expect(readFileSync(join(folder, 'counter'), 'utf8')).toBe('15')
  expect(await lockState(folder, 'count', async () => 'free again')).toBe('free again')
  expect(readdirSync(folder)).toEqual(['counter'])
})

test('a lock whose holder has the number of another program by now is taken over', async () => {
  const folder = makeFolder()
  const stale = { pid: process.pid, startTime: 'another boot', token: 'aaaaaaaaaaaaaaaa' }
  writeFileSync(join(folder, 'start.lock'), JSON.stringify(stale))

  expect(await lockState(folder, 'start', async () => readdirSync(folder))).toEqual(['start.lock'])
  expect(readdirSync(folder)).toEqual([])
})

test('one who comes late to a stale lock does not take it from the one who has taken it over', async () => {
  const folder = makeFolder()
  const self = await processIdentity()
  const living = (token: string): string => JSON.stringify({ ...self, token })
  const [lock, takingOver] = [join(folder, 'start.lock'), join(folder, 'start-stale.lock')]
  writeFileSync(lock, JSON.stringify({ pid: process.pid, startTime: 'another boot', token: 'stale' }))
  writeFileSync(takingOver, living('other'))

  const order: string[] = []
  const late = lockState(folder, 'start', async () => order.push('late'))
  // It has seen the stale lock once it waits for the right to take it over.
  while (!readdirSync(folder).some((name) => name.startsWith('start-stale.lock.'))) await sleep(1)
  writeFileSync(lock, living('other'))
  rmSync(takingOver)
  await sleep(150)
  order.push('other')
  rmSync(lock)
  await late
  expect(order).toEqual(['other', 'late'])
})

test('work that fails gives the lock back, and waiting for it can be given up', async () => {
  const folder = makeFolder()
  const failing = lockState(folder, 'start', () => Promise.reject(new Error('work failed')))
  await expect(failing).rejects.toThrow('work failed')

  const abort = new AbortController()
  const reason = new Error('Ctrl-C')
  await lockState(folder, 'start', async () => {
    const waiting = lockState(folder, 'start', async () => 'never', abort.signal)
    abort.abort(reason)
    await expect(waiting).rejects.toBe(reason)
  })
  expect(readdirSync(folder)).toEqual([])
})
