import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'

import { openCatcherStore } from '#dispatcher/embedded/catcher/store.js'

const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'tidings-store-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

const sms = (text: string) =>
  ({
    at: '2030-01-01T00:00:00.000Z',
    via: 'http',
    channel: 'sms',
    to: '+49',
    text,
    bytes: text.length,
    reply: 'accepted',
  }) as const
const mail = {
  at: '2030-01-02T00:00:00.000Z',
  via: 'smtp',
  channel: 'email',
  to: 'ann@example.com',
  bytes: 5,
  reply: 'accepted',
} as const

describe('the store of the catcher', () => {
  it('reads back what it kept, mails too, and goes on counting', async () => {
    const path = await folder()
    const first = await openCatcherStore(path, 100)
    await first.keep(sms('one'))
    await first.keep(mail, Buffer.from('hello'))
    await first.close()

    const second = await openCatcherStore(path, 100)
    expect(second.list({})).toMatchObject([
      { n: 2, channel: 'email' },
      { n: 1, text: 'one', ref: 'caught-1' },
    ])
    expect((await second.raw(2))?.toString()).toBe('hello')
    expect(await second.keep(sms('three'))).toMatchObject({ n: 3 })
    await second.close()
  })

  it('has a message in its file before it says that it kept it', async () => {
    const path = await folder()
    const store = await openCatcherStore(path, 100)
    await Promise.all(Array.from({ length: 50 }, (_, index) => store.keep(sms(`text ${index}`))))
    const lines = (await readFile(join(path, 'caught.jsonl'), 'utf8')).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).text)).toEqual(
      Array.from({ length: 50 }, (_, index) => `text ${index}`),
    )
    await store.close()
  })

  it('opens a log whose last line was cut short, and writes on behind it', async () => {
    const path = await folder()
    const first = await openCatcherStore(path, 100)
    await first.keep(sms('größer'))
    await first.close()
    await appendFile(join(path, 'caught.jsonl'), '{"n":2,"at":"203')
    const second = await openCatcherStore(path, 100)
    expect(second.size).toBe(1)
    await second.keep(sms('two'))
    await second.close()
    const third = await openCatcherStore(path, 100)
    expect(third.list({}).map(({ text }) => text)).toEqual(['two', 'größer'])
    await third.close()
  })

  it('keeps no more than it may, in memory, in the log and in files', async () => {
    const path = await folder()
    const store = await openCatcherStore(path, 10)
    for (let count = 0; count < 57; count++) await store.keep(mail, Buffer.from(`mail ${count}`))
    expect(store.size).toBe(10)
    expect(store.list({}).map(({ n }) => n)).toEqual([57, 56, 55, 54, 53, 52, 51, 50, 49, 48])
    expect(await readdir(join(path, 'mail'))).toHaveLength(10)
    expect((await readFile(join(path, 'caught.jsonl'), 'utf8')).trim().split('\n').length).toBeLessThanOrEqual(21)
    await store.close()
    const again = await openCatcherStore(path, 10)
    expect(again.list({ limit: 1 })).toMatchObject([{ n: 57 }])
    await again.close()
  })

  it('forgets all when it is cleared, and gives no number twice', async () => {
    const path = await folder()
    const store = await openCatcherStore(path, 100)
    await store.keep(mail, Buffer.from('hello'))
    await store.clear()
    expect(store.size).toBe(0)
    expect(await readdir(join(path, 'mail'))).toEqual([])
    await store.close()
    const again = await openCatcherStore(path, 100)
    expect(await again.keep(sms('next'))).toMatchObject({ n: 2 })
    await again.close()
  })

  it('finds messages by what they are', async () => {
    const store = await openCatcherStore(await folder(), 100)
    await store.keep({ ...sms('a'), messageId: 'i.1', intent: 'i' })
    await store.keep({ ...mail, messageId: 'i.2', intent: 'i', reply: 'rejected' })
    await store.keep(sms('b'))
    const found = (filter: Parameters<typeof store.list>[0]) => store.list(filter).map(({ n }) => n)
    expect(found({ channel: 'sms' })).toEqual([3, 1])
    expect(found({ to: 'EXAMPLE' })).toEqual([2])
    expect(found({ intent: 'i' })).toEqual([2, 1])
    expect(found({ messageId: 'i.1' })).toEqual([1])
    expect(found({ reply: 'rejected' })).toEqual([2])
    expect(found({ since: new Date('2030-01-01T12:00:00Z') })).toEqual([2])
    expect(found({ after: 2 })).toEqual([3])
    expect(found({ limit: 1, channel: 'sms' })).toEqual([3])
    await store.close()
  })
})
