import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { processIdentity } from '@tidings/dispatcher/embedded'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { makeProject, type Project } from '../support/project.js'
import { type Answer, runCli } from '../support/run-cli.js'

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' }

let project: Project
let report: { readonly pids: Record<string, number>; readonly templates: { readonly hash: string }[] }
beforeAll(async () => {
  project = await makeProject()
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'dev', '--detach', '--json'], {
    cwd: project.folder,
    env,
  })
  report = JSON.parse(stdout) as typeof report
})
afterAll(async () => {
  await cli('dev', 'stop')
  await project.remove()
})

const cli = (...args: string[]): Promise<Answer> => runCli(args, { cwd: project.folder, env })
async function json<T>(...args: string[]): Promise<T> {
  const answer = await cli(...args, '--json')
  expect(answer.stderr).toBe('')
  return JSON.parse(answer.stdout) as T
}
interface Emitted {
  readonly id: string
  readonly messages: readonly { readonly channel: string; readonly state: string; readonly attempts: number }[]
}
const sms = 'templates/order-ready/sms.liquid'
const devLog = (): Promise<string> => readFile(join(project.folder, '.tidings/logs/dev.log'), 'utf8')
/** The part of the log of `dev` that was written since, once it shows what is waited for. */
async function logged(pattern: RegExp, since: number): Promise<string> {
  for (;;) {
    const text = (await devLog()).slice(since)
    if (pattern.test(text)) return text
    await sleep(50)
  }
}

describe('a project on one machine', () => {
  it('is ready when `dev --detach` comes back', async () => {
    expect(report).toMatchObject({ kind: 'dev', environment: 'local', lanes: ['critical', 'transactional', 'bulk'] })
    expect(report.templates).toHaveLength(1)
    const { stdout, code } = await cli('doctor')
    expect(stdout).not.toMatch(/ fail /)
    expect(code).toBe(0)
    const again = await json<typeof report & { already: boolean }>('dev', '--detach')
    expect(again).toMatchObject({ kind: 'dev', already: true, pids: report.pids })
    const { code: second, stdout: where } = await cli('dev')
    expect(second).toBe(0)
    expect(where).toContain(`  runs here already, since `)
    expect(where).toContain(`, as process ${report.pids.dev}\n  connection in .tidings/env · catcher http://127.0.0.1:`)
  })

  it('delivers what is emitted, and shows it', async () => {
    const emitted = await json<Emitted>('emit', 'order-ready', '--locale', 'de', '--wait')
    expect(emitted.messages).toMatchObject([
      { channel: 'email', state: 'accepted', attempts: 1 },
      { channel: 'sms', state: 'accepted', attempts: 1 },
    ])
    const { messages } = await json<{ messages: { n: number; channel: string; messageId: string }[] }>('caught')
    const mail = messages.find(({ channel }) => channel === 'email')
    expect(mail?.messageId).toBe(`${emitted.id}.1`)
    expect((await cli('caught')).stdout).toContain('ann@example.com  "Bestellung A-17 ist fertig"')
    expect((await cli('caught', 'show', String(mail?.n))).stdout).toContain('\n  Bestellung A-17 wartet auf Sie.\n')
    expect((await cli('caught', 'show', String(mail?.n), '--html')).stdout).toMatch(/^<!doctype html>/i)
    expect((await cli('caught', 'show', String(mail?.n), '--eml')).stdout).toContain(
      'Subject: Bestellung A-17 ist fertig\r\n',
    )
    expect((await cli('caught', 'show', '99')).stderr).toBe(
      'error there is no caught message #99\nhint: `tidings caught` lists them\n',
    )
  })

  it('tells why a message failed, and sends it again when the fault is lifted', async () => {
    expect((await cli('caught', 'fail', '--channel', 'sms', 'reject 30003 until lifted')).stdout).toContain(
      'reject 30003 until lifted',
    )
    const emit = await cli('emit', 'order-ready', '--key', 'order-18', '--wait')
    expect(emit.code).toBe(1)
    expect(emit.stdout).toMatch(/\.2 {2}sms {4}failed after 1 attempt {3,}why: npx tidings why [0-9a-f]{8}\n$/)

    const why = await cli('why', 'order-18')
    const version = report.templates[0]?.hash.slice(0, 4)
    expect(why.stdout.replace(/\d\d:\d\d:\d\d\.\d{3}/g, 'TIME').replace(/ \.\d{3}/g, ' .MS')).toMatch(
      new RegExp(
        [
          `^  intent   order-ready for cus_1, from shop, admitted TIME, template ${version}`,
          '  step 1   email a\\*\\*\\*@example.com: ACCEPTED, by catcher',
          '    #1     all gates passed, began TIME, ended (?:TIME|.MS): accepted, ref \\S+',
          '  step 1   sms \\+49151\\*{6}78: FAILED, rejected by catcher',
          '    #1     all gates passed, began TIME, ended (?:TIME|.MS): rejected 30003 "unreachable destination"',
          '    now    .*not suppressed · category order-updates allowed · recipient .*',
          '  next     npx tidings replay [0-9a-f]{8}\n$',
        ].join('\n'),
      ),
    )
    const select = ['--state', 'failed', '--since', '10m']
    const { hash } = await json<{ hash: string }>('replay', ...select, '--dry-run')
    const other = await cli('replay', ...select, '--plan', 'ffff', '--yes', '--reason', 'x')
    expect([other.code, other.stderr]).toEqual([
      1,
      `error the plan is now ${hash.slice(0, 4)}, not ffff: what it would send has changed\nhint: look at it with --dry-run, then give --plan ${hash.slice(0, 4)}\n`,
    ])
    expect((await cli('replay', ...select, '--reason', 'x')).stderr).toContain(
      `hint: give --plan ${hash.slice(0, 4)} --yes\n`,
    )
    expect((await cli('caught', 'fail', '--clear')).stdout).toBe('1 rule lifted\n')
    const replay = await cli('replay', ...select, '--reason', 'fault lifted', '--plan', hash.slice(0, 4), '--yes')
    expect([replay.code, replay.stdout]).toEqual([0, '  replay 1: 1 accepted, 0 failed\n'])
    expect(replay.stderr).toBe(
      `  plan ${hash.slice(0, 4)}: 1 message, 1 recipient, order-ready as first sent; skipped: 0 unknown, 0 expired, 0 unsubscribed\n`,
    )
    expect((await cli('why', 'order-18')).stdout).toMatch(/#1 r1 {2}all gates passed/)
    expect((await cli('replay', ...select, '--dry-run')).stdout).toContain(': 0 messages, 0 recipients, no template')
  })

  it('says what is wrong with data, in the SDK and after admission', async () => {
    const data = join(project.folder, 'data.json')
    await writeFile(data, '{ "order": {} }')
    const refused = await cli('emit', 'order-ready', '--data', 'data.json', '--to-email', 'ann@example.com', '--wait')
    expect(refused.code).toBe(1)
    expect(refused.stdout).toMatch(/^ {2}[0-9a-f-]{36} {2}refused\n {4}\S+ lacks the property "id"\n$/)
    const id = refused.stdout.trim().slice(0, 36)
    expect((await cli('why', id)).stdout).toMatch(
      /order-ready from shop, REFUSED [\s\S]*reason [\s\S]*lacks the property "id"[\s\S]*next {5}npx tidings replay/,
    )
    await writeFile(data, '{ "order": ')
    expect((await cli('emit', 'order-ready', '--data', 'data.json')).stderr).toMatch(/^error data\.json is no JSON: /)
    expect((await cli('emit', 'order-ready', '--to-email', 'a@b.example\r\nBcc: c@d.example')).stderr).toBe(
      'error `order-ready` was not emitted: the intent is not valid\n  /to/email must not contain control or invisible characters, contains U+000D\n',
    )
  })

  it('holds what is paused or suppressed, and says so', async () => {
    expect((await cli('pause', 'template', 'order-raedy', '--reason', 'x')).stderr).toContain(
      'did you mean `order-ready`?',
    )
    expect((await cli('pause', 'channel', 'sms', '--reason', 'carrier outage')).stdout).toBe(
      'channel sms is paused; its messages wait until they expire\n',
    )
    const held = await json<Emitted>('emit', 'order-ready', '--wait', '--timeout', '1s')
    expect(held.messages.map(({ state }) => state)).toEqual(['accepted', 'held'])
    expect((await cli('status')).stdout).toMatch(/paused channel sms, by \S.*: carrier outage\n/)
    expect((await cli('messages', '--state', 'held')).stdout).toContain('held')
    expect((await cli('resume', 'channel', 'sms')).stdout).toBe('channel sms goes on; 1 message had waited\n')
    expect((await cli('resume', 'channel', 'sms')).stderr).toBe(
      'error channel sms is not paused\nhint: nothing is paused\n',
    )

    expect((await cli('suppress', 'add', 'ann@example.com', '--reason', 'asked us')).stdout).toBe(
      'a***@example.com is suppressed for all categories\n',
    )
    expect((await cli('suppress', 'list')).stdout).toMatch(/ email {4}all {7}asked us /)
    const suppressed = await json<Emitted>('emit', 'order-ready', '--wait')
    expect(suppressed.messages.map(({ state }) => state)).toEqual(['suppressed', 'accepted'])
    expect((await cli('suppress', 'remove', 'ann@example.com')).stdout).toBe(
      'a***@example.com may be written to again; 1 suppression lifted\n',
    )
  })

  it('answers for one recipient, with addresses masked unless they are asked for', async () => {
    const { stdout } = await cli('messages', '--to', 'ann@example.com')
    expect(stdout).toContain('a***@example.com')
    expect(stdout).not.toContain('ann@example.com')
    expect((await cli('messages', '--to', 'ann@example.com', '--show-addresses')).stdout).toContain('ann@example.com')
    expect((await cli('messages', '--to', 'nobody@example.com')).stdout).toBe('  no such messages\n')
    expect((await cli('messages', '--to', 'cus_1', '--output', 'jsonl')).stdout.split('\n')[0]).toMatch(
      /^\{"schemaVersion":1,"kind":"messages",/,
    )
  })

  it('publishes on save, and keeps the last good version', async () => {
    const before = report.templates[0]?.hash.slice(0, 4)
    let at = (await devLog()).length
    await project.write({ [sms]: 'Fennel: order {{ order.number }} is ready.' })
    expect(await logged(/not published/, at)).toContain(
      `[dev] order-ready not published: TPL104 order-ready/sms.liquid:1:18 unknown value \`order.number\`, known here: order.id; still sending ${before}\n`,
    )
    at = (await devLog()).length
    await project.write({ [sms]: 'Fennel: {{ order.id }} waits for you.' })
    await logged(/\[dev\] order-ready published as [0-9a-f]{4}\n/, at)
    const { id } = await json<Emitted>('emit', 'order-ready', '--wait')
    expect((await cli('caught', '--channel', 'sms', '--limit', '1')).stdout).toContain('"Fennel: A-17 waits for you."')
    expect(id).toBeTruthy()
    expect((await cli('publish', 'order-ready', '--rollback')).stdout).toBe(
      `  order-ready ${before} active again in local\n`,
    )
  })

  it('ends in order, and leaves nothing running', async () => {
    expect((await cli('dev', 'stop')).stdout).toBe('  stopped\n')
    for (const pid of Object.values(report.pids)) expect(await processIdentity(pid)).toBeUndefined()
    expect((await cli('status')).code).toBe(5)
    expect((await cli('caught')).code).toBe(5)
  })
})
