import { expect, it } from 'vitest'
import { createSaveQueue } from '#cli/dev/save-queue.js'

/** A queue whose handling is written down, and ends when the test says so. */
function handling() {
  const handled: string[] = []
  const errors: unknown[] = []
  const waiting: { readonly text: string; readonly resolve: () => void }[] = []
  let hold: Promise<void> | undefined
  const queue = createSaveQueue(
    async (names, again) => {
      const text = `${[...names].join('+')}${again ? ' again' : ''}`
      handled.push(text)
      for (const each of waiting) if (each.text === text) each.resolve()
      await hold
      if (text === 'broken') throw new Error(text)
    },
    (error) => errors.push(error),
  )
  const seen = async (text: string): Promise<void> => {
    if (!handled.includes(text)) await new Promise<void>((resolve) => waiting.push({ text, resolve }))
  }
  const holdBy = (promise: Promise<void>): void => {
    hold = promise
  }
  return { queue, handled, errors, seen, holdBy }
}

it('handles a save at once, and looks once more', async () => {
  const { queue, handled, seen } = handling()
  queue.saved('a')
  expect(handled).toEqual(['a'])
  await seen('a again')
  await queue.close()
  expect(handled).toEqual(['a', 'a again'])
})

it('takes together what is saved while it handles, and leaves nothing out of the second look', async () => {
  const { queue, handled, seen, holdBy } = handling()
  let release = (): void => {}
  holdBy(
    new Promise<void>((resolve) => {
      release = resolve
    }),
  )
  queue.saved('a')
  queue.saved('b')
  queue.saved('c')
  queue.saved('b')
  release()
  await seen('a+b+c again')
  await queue.close()
  expect(handled).toEqual(['a', 'b+c', 'a+b+c again'])
})

it('goes on after an error', async () => {
  const { queue, handled, errors, seen } = handling()
  queue.saved('broken')
  queue.saved('b')
  await seen('broken+b again')
  await queue.close()
  expect([handled, errors]).toEqual([['broken', 'b', 'broken+b again'], [new Error('broken')]])
})

it('does not look again when it is closed', async () => {
  const { queue, handled } = handling()
  queue.saved('a')
  await queue.close()
  expect(handled).toEqual(['a'])
})
