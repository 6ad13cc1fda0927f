import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, describe, expect, test } from 'vitest'

import { findSmtpSink } from '../providers/smtp-sink-stand.js'
import { freePort } from './parts/own-postgres.js'
import { type Stage, setStage } from './stage.js'

const path = findSmtpSink()
const folder = mkdtempSync(join(tmpdir(), 'tidings-smtp-sink-'))
let sink: ChildProcess | undefined
let stage: Stage | undefined
afterEach(async () => {
  sink?.kill('SIGKILL')
  await stage?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

/** Message ids of the mails that came in full, as the sink has written them to its files: such a file ends with the last MIME boundary. */
const received = (): string[] =>
  readdirSync(folder).flatMap((name) => {
    const text = readFileSync(join(folder, name), 'latin1')
    const id = /^X-Tidings-Message: (\S+)/m.exec(text)?.[1]
    return id !== undefined && text.endsWith('--\n\n') ? [id] : []
  })

describe.skipIf(path === undefined)('smtp-sink', () => {
  test('a mail server that somebody else has written sees each accepted mail, and twice only what was unknown', {
    timeout: 60_000,
  }, async () => {
    const port = await freePort()
    chmodSync(folder, 0o777)
    const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
    // The reply to the final dot takes a second for some.
    const delay = ['-W', '.:1:4']
    sink = spawn(path ?? '', [...user, ...delay, '-d', `${folder}/%M.`, `127.0.0.1:${port}`, '200'], {
      stdio: 'ignore',
    })
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 20))
    stage = await setStage()
    const emitted = stage.emitter.emit(250)
    for (let kills = 0; kills < 2; kills++) {
      const dispatcher = await stage.dispatch({ smtp: port })
      const before = readdirSync(folder).length
      await expect
        .poll(() => readdirSync(folder).length, { timeout: 20_000, interval: 10 })
        .toBeGreaterThan(before + 25)
      await stage.kill(dispatcher)
    }
    await emitted
    const last = await stage.dispatch({ smtp: port })
    await stage.settled()
    // Whoever has a file open closes it at the end of the conversation.
    expect(await last.drain()).toBe(0)
    const counts = new Map<string, number>()
    for (const id of received()) counts.set(id, (counts.get(id) ?? 0) + 1)
    const messages = await stage.rows<{ id: string; final: number; unknowns: number }>(
      `SELECT intent || '.' || n AS id, max(final_state) AS final, count(*) FILTER (WHERE outcome = 4)::int AS unknowns FROM tidings.attempts GROUP BY 1`,
    )
    const acknowledged = stage.emitter.emissions().filter((emission) => emission.acknowledged)
    expect(messages).toHaveLength(acknowledged.length)
    const wrong = messages.filter(({ id, final, unknowns }) => {
      const count = counts.get(id) ?? 0
      return (final === 1 && count < 1) || count > 1 + unknowns
    })
    expect(wrong).toEqual([])
    const known = new Set(messages.map(({ id }) => id))
    expect([...counts.keys()].filter((id) => !known.has(id))).toEqual([])
    console.log(
      `smtp-sink: ${counts.size} messages, ${messages.filter(({ unknowns }) => unknowns > 0).length} with an unknown`,
    )
  })
})
