import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'

import { isAlive, processIdentity } from '#dispatcher/embedded/state/process-identity.js'

import { kill, makeProject, ordinary, spawnStarter } from './project.js'

async function gone(pid: number | undefined): Promise<void> {
  const known = pid === undefined ? undefined : await processIdentity(pid)
  while (known !== undefined && (await isAlive(known))) await sleep(5)
}

test('a server whose parent was killed is adopted, and stopped by the one who adopted it', async () => {
  const project = makeProject()
  const parent = await project.startElsewhere()
  await kill(parent.process)

  const postgres = await project.start()
  expect(postgres).toMatchObject({ source: 'adopted', url: parent.report.url, pid: parent.report.pid })
  const server = await processIdentity(postgres.pid)
  await postgres.stop()
  expect(project.lines).toEqual([])
  expect(server !== undefined && (await isAlive(server))).toBe(false)
})

test('a server that was killed while it wrote starts again with every row that it had acknowledged', async () => {
  const project = makeProject()
  const first = await project.start({ durable: true })
  const client = new pg.Client({ connectionString: first.url })
  client.on('error', () => {})
  await client.connect()
  await client.query('CREATE TABLE kept (n int)')
  let acknowledged = 0
  const writing = (async () => {
    for (;;) {
      await client.query('INSERT INTO kept VALUES ($1)', [acknowledged + 1])
      acknowledged += 1
      if (acknowledged === 200) process.kill(first.pid ?? 0, 'SIGKILL')
    }
  })()
  await expect(writing).rejects.toThrow()
  await gone(first.pid)

  const second = await project.start({ durable: true })
  expect(second).toMatchObject({ source: 'bundled', url: first.url })
  const check = new pg.Client({ connectionString: second.url })
  await check.connect()
  const { rows } = await check.query('SELECT count(*)::int AS found, max(n) AS last FROM kept')
  await check.end()
  // The insert that was under way at the kill may have been committed without an answer.
  expect([acknowledged, acknowledged + 1]).toContain(rows[0].found)
  expect(rows[0].last).toBe(rows[0].found)
  await second.stop()
})

test('two first starts at once end with one server and one address', async () => {
  const project = makeProject()
  const [one, other] = await Promise.all([project.startElsewhere(), project.startElsewhere()])

  expect([one.report.source, other.report.source].sort()).toEqual(['adopted', 'bundled'])
  expect(one.report.url).toBe(other.report.url)
  expect(one.report.pid).toBe(other.report.pid)
  const server = await processIdentity(one.report.pid)
  for (const { process: starter } of [one, other]) {
    expect(server !== undefined && (await isAlive(server))).toBe(true)
    starter.stdin?.end()
    await once(starter, 'exit')
  }
  expect(server !== undefined && (await isAlive(server))).toBe(false)
})

test('a first start that was killed while it made the data is made good by the next', async () => {
  const project = makeProject()
  mkdirSync(project.state, { mode: 0o700 })
  const starter = spawnStarter({ folder: project.state, durable: false })
  onTestFinished(() => void starter.kill('SIGKILL'))
  const unfinished = new Promise<void>((resolve) => {
    const watcher = watch(project.state, (_, name) => {
      if (name?.startsWith('postgres.unfinished-') !== true) return
      watcher.close()
      resolve()
    })
  })
  await unfinished
  await kill(starter)
  expect(existsSync(join(project.state, 'postgres'))).toBe(false)

  const postgres = await project.start()
  expect(postgres.source).toBe('bundled')
  await postgres.stop()
  const again = await project.start()
  await again.stop()
  expect(readdirSync(project.state).filter((name) => name.endsWith('.lock'))).toEqual([])
})

test('a process number in postmaster.pid that belongs to another program by now is ignored', async () => {
  const project = makeProject()
  const first = await project.start()
  process.kill(first.pid ?? 0, 'SIGKILL')
  await gone(first.pid)
  // Of the server's own user: PostgreSQL itself takes such a process for its server.
  const stranger = spawn('/bin/sleep', ['60'], { ...ordinary, stdio: 'ignore' })
  onTestFinished(() => void stranger.kill('SIGKILL'))
  const pidFile = join(project.state, 'postgres', 'postmaster.pid')
  writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(stranger.pid)))

  const second = await project.start()
  expect(second).toMatchObject({ source: 'bundled', url: first.url })
  expect(project.lines).toEqual([
    `postmaster.pid is left from a crash, and process ${stranger.pid} that it names is another program by now: ignored`,
  ])
  expect(stranger.exitCode).toBeNull()
  await second.stop()
})
