import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { describe, expect, onTestFinished, test } from 'vitest'

import { readDevFile, removeDevFile, writeDevFile } from '#dispatcher/embedded/state/dev-file.js'
import { readEnvFile, writeEnvFile } from '#dispatcher/embedded/state/env-file.js'
import { isAlive, processIdentity } from '#dispatcher/embedded/state/process-identity.js'
import { openStateFolder } from '#dispatcher/embedded/state/state-folder.js'

function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tidings-state-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('the state folder is the same by every way to it, and what a user put into it stays', async () => {
  const folder = makeFolder()
  const state = await openStateFolder(join(folder, '.tidings'))
  expect(state).toBe(join(folder, '.tidings'))
  expect(statSync(state).mode & 0o777).toBe(0o700)

  writeFileSync(join(state, '.gitignore'), '*\n!notes\n')
  symlinkSync(folder, join(folder, 'link'))
  expect(await openStateFolder(join(folder, 'link', '.tidings'))).toBe(state)
  expect(readFileSync(join(state, '.gitignore'), 'utf8')).toBe('*\n!notes\n')
})

describe('the env file', () => {
  test('keeps comments, order and the values of others', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'env'), "# mine\nAPI_KEY='a b'\n\nDATABASE_URL=old\nexport X\nDATABASE_URL=older\n")
    await writeEnvFile(folder, { DATABASE_URL: 'postgres://a@b/c', TIDINGS_CATCHER_URL: 'http://127.0.0.1:8025' })

    expect(readFileSync(join(folder, 'env'), 'utf8')).toBe(
      "# mine\nAPI_KEY='a b'\n\nDATABASE_URL=postgres://a@b/c\nexport X\nTIDINGS_CATCHER_URL=http://127.0.0.1:8025\n",
    )
    expect(statSync(join(folder, 'env')).mode & 0o777).toBe(0o600)
    await writeEnvFile(folder, { TIDINGS_CATCHER_URL: undefined })
    expect(await readEnvFile(folder)).toEqual({ API_KEY: 'a b', DATABASE_URL: 'postgres://a@b/c' })
  })

  test('says the same to `node --env-file` as to us', async () => {
    const folder = makeFolder()
    const values = {
      PLAIN: 'a=b:c@d/e?f&g',
      HASH: 'a#b',
      BLANKS: ' a b ',
      SINGLE: "it's",
      DOUBLE: 'say "hi"',
      EMPTY: '',
    }
    await writeEnvFile(folder, values)

    expect(await readEnvFile(folder)).toEqual(values)
    const code = `process.stdout.write(JSON.stringify(${JSON.stringify(Object.keys(values))}.map((k) => process.env[k])))`
    const args = [`--env-file=${join(folder, 'env')}`, '-e', code]
    const output = execFileSync(process.execPath, args, { encoding: 'utf8', env: {} })
    expect(JSON.parse(output)).toEqual(Object.values(values))
  })

  test('refuses what such a file cannot hold', async () => {
    const folder = makeFolder()
    await expect(writeEnvFile(folder, { 'A B': 'x' })).rejects.toThrow('`A B` is no name of an environment variable')
    await expect(writeEnvFile(folder, { A: 'x\ny' })).rejects.toThrow('the value of A has a line break')
    await expect(writeEnvFile(folder, { A: `both ' and "` })).rejects.toThrow('the value of A has both kinds of quotes')
  })
})

describe('a process', () => {
  test('is known from its start to its end', async () => {
    const child = spawn('/bin/sleep', ['60'])
    const known = await processIdentity(child.pid)
    expect(known?.pid).toBe(child.pid)
    if (known === undefined) throw new Error('a running process was not found')
    expect(await isAlive(known)).toBe(true)

    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    expect(await isAlive(known)).toBe(false)
  })

  test('has ended also when nobody has reaped it yet', async () => {
    // `sleep` takes the place of the shell and does not know that it has a child.
    const parent = spawn('/bin/sh', ['-c', "/bin/sh -c 'echo $$' & exec sleep 60"])
    onTestFinished(() => void parent.kill('SIGKILL'))
    const [line] = await once(parent.stdout, 'data')
    const pid = Number(String(line))

    while ((await processIdentity(pid)) !== undefined) await sleep(1)
    expect(process.kill(pid, 0)).toBe(true)
  })

  test('that was given the number of another one is not that one', async () => {
    const self = await processIdentity()
    expect(self !== undefined && (await isAlive(self))).toBe(true)
    expect(await isAlive({ pid: process.pid, startTime: 'long ago' })).toBe(false)
    expect(await processIdentity(-1)).toBeUndefined()
  })
})

test('dev.json says what runs, and is ignored when it is cut short or something else', async () => {
  const folder = makeFolder()
  const self = await processIdentity()
  if (self === undefined) throw new Error('this process was not found')
  const dev = { pids: { dev: self }, ports: { catcher: 8025 }, startedAt: '2026-01-02T03:04:05.000Z' }
  expect(await readDevFile(folder)).toBeUndefined()
  await writeDevFile(folder, dev)
  expect(await readDevFile(folder)).toEqual(dev)
  expect(statSync(join(folder, 'dev.json')).mode & 0o777).toBe(0o600)

  for (const text of [JSON.stringify(dev).slice(0, 40), '[]', '{"pids":{"dev":7},"ports":{},"startedAt":""}']) {
    writeFileSync(join(folder, 'dev.json'), text)
    expect(await readDevFile(folder)).toBeUndefined()
  }
  await removeDevFile(folder)
  await removeDevFile(folder)
  expect(await readDevFile(folder)).toBeUndefined()
})
