import { createTidings } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type LedgerProject, makeLedgerProject, timeless } from '../support/ledger-project.js'

let shop: LedgerProject
let version = ''
beforeAll(async () => {
  shop = await makeLedgerProject()
  const { stdout } = await shop.cli(['status', '--json'])
  const { templates } = JSON.parse(stdout) as { templates: { name: string; hash: string }[] }
  version = templates.find(({ name }) => name === 'pair')?.hash.slice(0, 4) ?? ''
})
afterAll(() => shop.remove())

const to = { id: 'cus_7', phone: '+4915112345678', push: [{ token: 'token-0123456789', app: 'ios' as const }] }
const emit = async (template: string, over: object = {}): Promise<string> =>
  (await shop.rig.tidings.emit(template, { to, data: { name: 'Ann' }, ...over })).id
const gates = (hold = 'not paused'): string =>
  `    now    not cancelled · expires TIME · not suppressed · category news allowed · recipient caught in test · ${hold}`

describe('why', () => {
  it('tells each message with its attempts, what the gates say now, and what to do', async () => {
    await shop.rig.catcher.setRule('reject 30003 until lifted', { channel: 'sms' })
    const id = await emit('pair')
    await shop.rig.settled()
    await shop.rig.catcher.clearRules()
    const { code, stdout, stderr } = await shop.cli(['why', id.slice(-8)])
    expect([code, stderr]).toEqual([0, ''])
    expect(timeless(stdout)).toBe(
      [
        `  intent   pair for cus_7, from test, admitted TIME, template ${version}`,
        '  step 1   sms +49151******78: FAILED, rejected by catcher',
        '    #1     all gates passed, began TIME, ended TIME: rejected 30003 "unreachable destination"',
        gates(),
        '  step 1   push toke***89: ACCEPTED, by catcher',
        '    #1     all gates passed, began TIME, ended TIME: accepted, ref REF',
        `  next     npx tidings replay ${id.slice(-8)}`,
        '',
      ].join('\n'),
    )
    expect((await shop.cli(['why', id, '--show-addresses'])).stdout).toContain('sms +4915112345678: FAILED')
    const json = await shop.cli(['why', `${id}.2`, '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      schemaVersion: 1,
      kind: 'why',
      story: 'intent',
      messages: [{ n: 2, address: '+49151******78', state: 'failed' }, { n: 3 }],
    })
    expect(json.stdout).not.toMatch(/\+4915112345678|token-0123456789/)
  })

  it('names the day and the zone of what happened on another day', async () => {
    const id = await emit('greeting')
    await shop.rig.settled()
    const clock = (): Date => new Date(Date.now() + 3 * 86_400_000)
    const { stdout } = await shop.cli(['why', id], { clock })
    expect(stdout).toMatch(/, admitted \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d, template /)
    expect((await shop.cli(['messages', '--template', 'greeting'], { clock })).stdout).toMatch(
      /accepted {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\n/,
    )
  })

  it('says what a held message waits for, and how to end that', async () => {
    await shop.cli(['pause', 'channel', 'push', '--reason', 'outage'])
    const id = await emit('pair')
    await expect.poll(async () => (await shop.cli(['why', id])).stdout, { timeout: 10_000 }).toContain('HELD')
    const { stdout } = await shop.cli(['why', id])
    expect(timeless(stdout)).toContain(
      [
        '  step 1   push toke***89: HELD',
        '    waits  held: paused, expires TIME',
        gates('channel push is paused by ops: outage'),
        '  next     npx tidings resume channel push\n',
      ].join('\n'),
    )
    expect((await shop.cli(['resume', 'channel', 'push'])).stdout).toBe('channel push goes on; 1 message had waited\n')
    await shop.rig.settled()
    expect((await shop.cli(['why', id])).stdout).not.toContain('next')
  })

  it('asks for a decision where the outcome is unknown', async () => {
    await shop.rig.catcher.setRule('drop for 1', { channel: 'sms' })
    const id = await emit('greeting')
    await shop.rig.settled()
    const { stdout } = await shop.cli(['why', id])
    expect(stdout).toContain('sms +49151******78: UNKNOWN')
    expect(stdout).toContain(`next     npx tidings replay ${id.slice(-8)} --include-unknown\n`)
  })

  it('keeps addresses out of a refused intent, and prints its bytes when they are asked for', async () => {
    const id = await emit('greeting', { data: { nam: 'Ann' } })
    await shop.rig.settled()
    const raw = await shop.cli(['why', id, '--raw'])
    expect([raw.code, raw.stderr]).toEqual([0, ''])
    expect(JSON.parse(raw.stdout)).toMatchObject({ id, subject: 'greeting', data: { to, data: { nam: 'Ann' } } })

    const { stdout } = await shop.cli(['why', id])
    expect(timeless(stdout)).toBe(
      [
        '  intent   greeting from test, REFUSED TIME',
        `  id       ${id}`,
        '  reason   /data/data lacks the property "name" contract',
        '  reason   /data/data has the property "nam", which the template does not know contract',
        `  bytes    ${raw.stdout.length} B; npx tidings why ${id.slice(-8)} --raw prints them`,
        `  next     npx tidings replay ${id.slice(-8)}`,
        '',
      ].join('\n'),
    )
    expect((await shop.cli(['why', id, '--json'])).stdout).not.toContain('+4915112345678')
    expect((await shop.cli(['why', id, '--json', '--show-addresses'])).stdout).toContain('+4915112345678')
  })

  it('has no bytes of what was admitted', async () => {
    const id = await emit('greeting')
    await shop.rig.settled()
    expect(await shop.cli(['why', id, '--raw'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error \`${id}\` was admitted; --raw prints what was refused\nhint: tidings why ${id} --json\n`,
    })
  })

  it('lists what an id may mean, and never guesses', async () => {
    const other = createTidings({ source: 'billing', transport: outbox(shop.rig.pool) })
    const ids = [
      await emit('greeting', { idempotencyKey: 'order-17' }),
      (await other.emit('greeting', { to, data: { name: 'Bob' }, idempotencyKey: 'order-17' })).id,
    ]
    await other.close()
    await shop.rig.settled()
    const { code, stdout, stderr } = await shop.cli(['why', 'order-17'])
    expect([code, stdout]).toEqual([1, ''])
    const [head, ...lines] = stderr.trimEnd().split('\n')
    expect(head).toBe('error `order-17` names 2 intents')
    expect(lines.slice(0, 2).sort()).toEqual(ids.map((id) => `  ${id}`).sort())
    expect(lines[2]).toBe('hint: give one of these in full')
    expect((await shop.cli(['why', 'order-99'])).stderr).toBe(
      'error the ledger knows nothing of `order-99`\nhint: give an id, its last 8 digits, or an idempotency key; `tidings messages` lists what there is\n',
    )
  })
})
