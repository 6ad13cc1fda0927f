import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { type LedgerProject, makeLedgerProject } from '../support/ledger-project.js'

let shop: LedgerProject
beforeAll(async () => {
  shop = await makeLedgerProject()
})
afterAll(() => shop.remove())
afterEach(async () => void (await shop.rig.catcher.clearRules()))

let numbers = 0
const person = () => {
  numbers += 1
  const digits = String(numbers).padStart(6, '0')
  return { id: `cus_${digits}`, phone: `+4915120${digits}`, push: [{ token: `token-${digits}`, app: 'ios' as const }] }
}
/** Emits while everything is rejected. */
const failed = async (template: string, to = person(), over: object = {}): Promise<string> => {
  for (const channel of ['sms', 'push'] as const) {
    await shop.rig.catcher.setRule('reject 30003 until lifted', { channel })
  }
  const { id } = await shop.rig.tidings.emit(template, { to, data: { name: 'Ann' }, ...over })
  await shop.rig.settled()
  await shop.rig.catcher.clearRules()
  return id
}
const statesOf = async (id: string): Promise<Record<string, string>> => {
  const { stdout } = await shop.cli(['why', id, '--json'])
  const { messages } = JSON.parse(stdout) as { messages: { channel: string; state: string }[] }
  return Object.fromEntries(messages.map(({ channel, state }) => [channel, state]))
}
const sure = ['--reason', 'fault lifted', '--yes']

describe('replay', () => {
  it('sends again the one message that is named, and leaves its neighbours', async () => {
    const id = await failed('pair')
    const { code, stdout, stderr } = await shop.cli(['replay', `${id.slice(-8)}.3`, ...sure])
    expect([code, stdout]).toEqual([0, '  replay 1: 1 accepted, 0 failed\n'])
    expect(stderr).toMatch(
      /^ {2}plan [0-9a-f]{4}: 1 message, 1 recipient, pair as first sent; skipped: 0 unknown, 0 expired, 0 unsubscribed\n$/,
    )
    expect(await statesOf(id)).toEqual({ sms: 'failed', push: 'accepted' })

    const none = await shop.cli(['replay', `${id}.3`, ...sure])
    expect(none.stdout).toMatch(/^ {2}plan [0-9a-f]{4}: 0 messages, /)
    expect([none.code, none.stderr]).toEqual([0, '  --state accepted would send again what was accepted\n'])

    expect((await shop.cli(['replay', id, `${id}.3`, ...sure])).code).toBe(0)
    expect(await statesOf(id)).toEqual({ sms: 'accepted', push: 'accepted' })
  })

  it('exits with 3 where some were accepted, and with 1 where none was', async () => {
    const lost = person()
    await shop.rig.catcher.setRule('reject 30003 until lifted', { channel: 'sms', to: lost.phone })
    const ids = [await failed('greeting', lost), await failed('greeting')]
    await shop.rig.catcher.setRule('reject 30003 until lifted', { channel: 'sms', to: lost.phone })
    const some = await shop.cli(['replay', ...ids, ...sure, '--json'])
    expect(some.code).toBe(3)
    expect(JSON.parse(some.stdout)).toMatchObject({
      kind: 'replay',
      reason: 'fault lifted',
      plan: { messages: 2 },
      progress: { total: 2, open: 0, ended: { accepted: 1, failed: 1 } },
    })
    const none = await shop.cli(['replay', '--state', 'failed', '--template', 'greeting', ...sure])
    expect([none.code, none.stdout]).toEqual([1, expect.stringMatching(/^ {2}replay \d+: 0 accepted, 1 failed\n$/)])
  })

  it('takes what failed lately where only a time is given', async () => {
    const id = await failed('greeting')
    const { stdout } = await shop.cli(['replay', '--since', '10m', '--dry-run', '--json'])
    expect((JSON.parse(stdout) as { messages: number }).messages).toBeGreaterThan(0)
    await shop.cli(['replay', '--since', '10m', ...sure])
    expect(await statesOf(id)).toEqual({ sms: 'accepted' })
  })

  it('does not wait where it is told so', async () => {
    const id = await failed('greeting')
    expect((await shop.cli(['replay', id, ...sure, '--no-wait'])).stdout).toMatch(
      /^ {2}replay \d+: 1 message queued\n$/,
    )
    await expect.poll(() => statesOf(id), { timeout: 10_000 }).toEqual({ sms: 'accepted' })
  })

  it('refuses a plan that is no longer true, and asks for the name of production', async () => {
    const id = await failed('greeting')
    const dry = await shop.cli(['replay', id, '--dry-run', '--json'])
    const { hash } = JSON.parse(dry.stdout) as { hash: string }
    const before = hash.slice(0, 4)
    expect((await shop.cli(['replay', id, '--plan', before, ...sure])).code).toBe(0)
    const late = await shop.cli(['replay', id, '--plan', before, ...sure])
    expect([late.code, late.stdout]).toEqual([1, ''])
    expect(late.stderr).toMatch(new RegExp(`^error the plan is now [0-9a-f]{4}, not ${before}: `))

    const again = await failed('greeting')
    const asked = await shop.cli(['replay', again, ...sure, '--env', 'live'])
    expect([asked.code, asked.stdout]).toEqual([2, ''])
    expect(asked.stderr).toMatch(
      /production live: 1 message will be sent again\nerror this needs an answer, and nobody can be asked here\nhint: give --confirm live\n$/,
    )
    expect(await statesOf(again)).toEqual({ sms: 'failed' })
  })
})
