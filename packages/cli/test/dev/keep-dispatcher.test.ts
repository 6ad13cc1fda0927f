import { describe, expect, it } from 'vitest'
import type { DispatcherProcess } from '#cli/dev/dispatcher-process.js'
import { keepDispatcher, pauseBefore } from '#cli/dev/keep-dispatcher.js'

/** A process that ends when it is told to. */
interface Ending extends DispatcherProcess {
  readonly end: (code: number | null) => void
}

let pids = 0
function ending(): Ending {
  pids += 1
  let end: (code: number | null) => void = () => {}
  const ended = new Promise<number | null>((resolve) => {
    end = resolve
  })
  const stop = async (): Promise<void> => {
    end(0)
    await ended
  }
  return { pid: pids, adminPort: 0, ended, stop, end }
}

/** Keeps what `starts` brings, one after the other, and writes down what is told. */
function keeping(starts: readonly (Ending | Error)[], pauses = () => 0) {
  const said: string[] = []
  const waiting: { readonly word: string; readonly resolve: () => void }[] = []
  const say = (word: string): void => {
    said.push(word)
    for (const each of waiting) if (each.word === word) each.resolve()
  }
  const rest = [...starts]
  const first = ending()
  const start = async (): Promise<DispatcherProcess> => {
    const next = rest.shift()
    if (next === undefined) throw new Error('one start too many')
    if (next instanceof Error) throw next
    return next
  }
  const kept = keepDispatcher(
    first,
    start,
    {
      ended: (code) => say(`ended ${code}`),
      failed: (error) => say(`failed ${(error as Error).message}`),
      started: ({ pid }) => say(`started ${pid}`),
    },
    pauses,
  )
  const heard = async (word: string): Promise<void> => {
    if (!said.includes(word)) await new Promise<void>((resolve) => waiting.push({ word, resolve }))
  }
  return { first, kept, said, heard }
}

describe('a dispatcher that is kept', () => {
  it('is started again when it ends, and until it starts', async () => {
    const second = ending()
    const { first, kept, said, heard } = keeping([new Error('no database'), second])
    first.end(1)
    await heard(`started ${second.pid}`)
    expect(said).toEqual(['ended 1', 'failed no database', `started ${second.pid}`])
    await kept.stop()
    expect(await second.ended).toBe(0)
  })

  it('is not started again when it is stopped', async () => {
    const { first, kept, said } = keeping([])
    await kept.stop()
    expect([await first.ended, said]).toEqual([0, []])
  })

  it('is ended and started at once when a restart is asked for, which is no failure', async () => {
    const second = ending()
    const { first, kept, said, heard } = keeping([second], () => 600_000)
    kept.restart()
    await heard(`started ${second.pid}`)
    expect([await first.ended, said]).toEqual([0, [`started ${second.pid}`]])
    await kept.stop()
  })

  it('does not wait any longer when a restart or the end is asked for meanwhile', async () => {
    const second = ending()
    const { first, kept, said, heard } = keeping([second], () => 600_000)
    first.end(null)
    await heard('ended null')
    kept.restart()
    await heard(`started ${second.pid}`)
    second.end(1)
    await heard('ended 1')
    await kept.stop()
    expect(said).toEqual(['ended null', `started ${second.pid}`, 'ended 1'])
  })

  it('waits longer with each end in a row, up to half a minute', () => {
    expect([1, 2, 3, 7, 50].map(pauseBefore)).toEqual([500, 1_000, 2_000, 30_000, 30_000])
  })
})
