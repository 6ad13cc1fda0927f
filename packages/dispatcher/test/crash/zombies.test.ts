import { afterEach, expect, test } from 'vitest'

import { type Stage, setStage } from './stage.js'

let stage: Stage | undefined
afterEach(() => stage?.stop())

test('a dispatcher that is stopped beyond its lease is taken over, and when it goes on its late results are evidence', {
  timeout: 60_000,
}, async () => {
  stage = await setStage({ delay: [100, 300] })
  const zombie = await stage.dispatch({ settle: '5s' })
  await stage.emitter.emit(200)
  const { name } = zombie
  await expect.poll(() => stage?.sink.seen(name), { timeout: 10_000, interval: 5 }).toBeGreaterThan(20)
  const living = await stage.dispatch({ settle: '5s' })
  zombie.child.signal('SIGSTOP')
  const stopped = await stage.begun('stop', zombie, Date.now())
  stage.incidents.push(stopped)
  expect(stopped.begun.length).toBeGreaterThan(0)
  const held = async () =>
    (await stage?.rows('SELECT FROM tidings.queue WHERE owner = $1 LIMIT 1', [zombie.owner]))?.length
  await expect.poll(held, { timeout: 15_000 }).toBe(0)
  const resumedAt = Date.now()
  zombie.child.signal('SIGCONT')
  // It finds itself declared dead, hands in what it knows, and ends in order, not by its time limit.
  expect(await zombie.child.ended).toBe(1)
  expect(zombie.said.join('\n')).toContain('"event":"stopped"')
  await stage.settled()
  const verdict = await stage.judge()
  expect(verdict.faults).toEqual([])
  const after = stage.sink.transactions().filter(({ from, mailAt }) => from === name && mailAt > resumedAt)
  // One thread makes the calls: at most one of them was between its look at the clock and its first byte when the process
  // was stopped, and nothing can take that one back.
  expect(after.length, 'the stopped dispatcher called after it had been declared dead').toBeLessThanOrEqual(1)
  const [late] = await stage.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM tidings.evidence WHERE outcome = 1`,
  )
  console.log(
    `stopped beyond its lease: ${stopped.begun.length} calls open, ${late?.count} results came late, ${verdict.unknown} unknown, ${verdict.duplicates} duplicates`,
  )
  // Results within the settling time settle, and nothing is sent again. What had begun and not been called when it was
  // stopped is interrupted, which nobody else can know.
  expect(late?.count).toBeGreaterThan(0)
  expect(verdict.unknown).toBe(stopped.begun.length - (late?.count ?? 0))
  expect(verdict.duplicates).toBe(0)
  expect(living.child.process.exitCode).toBeNull()
})

test('a late result that comes after the message was sent again changes nothing', { timeout: 60_000 }, async () => {
  stage = await setStage({ delay: [100, 200] })
  const zombie = await stage.dispatch({ settle: '100ms' })
  await stage.emitter.emit(100)
  const { name } = zombie
  await expect.poll(() => stage?.sink.seen(name), { timeout: 10_000, interval: 5 }).toBeGreaterThan(20)
  await stage.dispatch({ settle: '100ms' })
  zombie.child.signal('SIGSTOP')
  stage.incidents.push(await stage.begun('stop', zombie, Date.now()))
  await stage.settled()
  const ended = await stage.rows(
    'SELECT intent, n, attempt, outcome, final_state FROM tidings.attempts ORDER BY 1, 2, 3',
  )
  zombie.child.signal('SIGCONT')
  expect(await zombie.child.ended).toBe(1)
  const verdict = await stage.judge()
  expect(verdict.faults).toEqual([])
  expect(verdict.duplicates).toBeGreaterThan(0)
  const resends = (rows: readonly unknown[]) => rows.filter((row) => (row as { attempt: number }).attempt > 1)
  const now = await stage.rows('SELECT intent, n, attempt, outcome, final_state FROM tidings.attempts ORDER BY 1, 2, 3')
  expect(resends(now)).toEqual(resends(ended))
})
