import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type LedgerProject, makeLedgerProject, timeless } from '../support/ledger-project.js'

let shop: LedgerProject
const ids: string[] = []
beforeAll(async () => {
  shop = await makeLedgerProject()
  await shop.rig.catcher.setRule('reject 30003 for 1', { channel: 'sms' })
  for (const phone of ['+4915112345678', '+4915112345679']) {
    ids.push((await shop.rig.tidings.emit('greeting', { to: { phone }, data: { name: 'Ann' } })).id)
    await shop.rig.settled()
  }
})
afterAll(() => shop.remove())

describe('messages', () => {
  it('lists the newest first, with masked addresses and the reason', async () => {
    const { code, stdout, stderr } = await shop.cli(['messages'])
    expect([code, stderr]).toEqual([0, ''])
    const [first, second] = ids.map((id) => id.slice(-8))
    expect(
      timeless(stdout)
        .split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual([
      '  id          channel  to              template  state     at',
      `  ${second}.2  sms      +49151******79  greeting  accepted  TIME`,
      `  ${first}.2  sms      +49151******78  greeting  failed    TIME  30003 unreachable destination`,
      '',
    ])
  })

  it('narrows by state, recipient and template, and says where there is more', async () => {
    const list = async (...args: string[]): Promise<string[]> => {
      const { stdout } = await shop.cli(['messages', '--output', 'jsonl', ...args])
      return stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { id: string }).id)
    }
    const [first, second] = ids.map((id) => `${id}.2`)
    expect(await list()).toEqual([second, first])
    expect(await list('--state', 'failed')).toEqual([first])
    expect(await list('--to', '+4915112345679')).toEqual([second])
    expect(await list('--template', 'pair')).toEqual([])
    expect(await list('--since', '1h', '--limit', '1')).toEqual([second])
    expect((await shop.cli(['messages', '--limit', '1'])).stderr).toBe('  only the newest 1; more with --limit\n')
  })

  it('gives a refused intent its id without a number', async () => {
    const { id } = await shop.rig.tidings.emit('greeting', { to: { phone: '+4915112345678' }, data: { nam: 'Ann' } })
    await shop.rig.settled()
    const { stdout } = await shop.cli(['messages', '--state', 'refused', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ messages: [{ id, state: 'refused' }] })
  })

  it('follows until it is interrupted', async () => {
    const controller = new AbortController()
    let awaited = ids[1] ?? ''
    let seenIt = (): void => {}
    const heard = (text: string): void => void (text.includes(`${awaited}.2`) && seenIt())
    const seeing = (id: string): Promise<void> =>
      new Promise((resolve) => {
        awaited = id
        seenIt = resolve
      })
    const old = seeing(awaited)
    const followed = shop.cli(['messages', '--follow', '--state', 'accepted', '--output', 'jsonl'], {
      signal: controller.signal,
      heard,
    })
    await old
    const { id } = await shop.rig.tidings.emit('greeting', { to: { phone: '+4915112345670' }, data: { name: 'Ann' } })
    await seeing(id)
    controller.abort()
    const { code, stdout } = await followed
    expect(code).toBe(130)
    const seen = stdout.trimEnd().split('\n')
    expect(seen.filter((line) => line.includes(`${id}.2`))).toHaveLength(1)
    expect(JSON.parse(seen[0] ?? '')).toMatchObject({ kind: 'message', id: `${ids[1]}.2`, to: '+49151******79' })
  })
})
