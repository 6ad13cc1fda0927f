import { type FileHandle, open, readFile, rename, writeFile } from 'node:fs/promises'

/** A file of JSON lines that only grows, until it is rewritten as a whole. */
export interface AppendLog {
  /** Resolves when the line is with the operating system: a killed process no longer loses it. */
  append(line: string): Promise<void>
  /** Replaces the whole content at once. Lines appended before are gone, lines appended after follow. */
  rewrite(lines: () => readonly string[]): Promise<void>
  /** Flushes to disk and closes. */
  close(): Promise<void>
}

/** How long a line may wait until it is flushed to disk, in ms. One flush then covers all lines of that time. */
const syncAfterMs = 100

/**
 * Opens a log, and reads the lines that are in it. A last line that was cut short when a process died is cut off.
 *
 * Lines that are appended while a write is under way share the next one.
 */
export const openAppendLog = async (path: string): Promise<{ log: AppendLog; lines: readonly string[] }> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  let file: FileHandle = await open(path, 'a', 0o600)
  if (whole.length !== text.length) await file.truncate(Buffer.byteLength(whole))

  let waiting: { readonly line: string; readonly done: () => void; readonly failed: (error: unknown) => void }[] = []
  let work: Promise<void> = Promise.resolve()
  let scheduled = false
  let syncTimer: NodeJS.Timeout | undefined

  const serially = (task: () => Promise<void>): Promise<void> => {
    const result = work.then(task)
    work = result.catch(() => undefined)
    return result
  }

  const syncSoon = () => {
    syncTimer ??= setTimeout(() => {
      syncTimer = undefined
      // A flush that fails (full disk) is met again by the next write, which tells its sender.
      void serially(() => file.datasync()).catch(() => undefined)
    }, syncAfterMs)
  }

  const writeWaiting = async () => {
    scheduled = false
    const batch = waiting
    waiting = []
    try {
      await file.appendFile(batch.map(({ line }) => `${line}\n`).join(''))
      for (const { done } of batch) done()
      syncSoon()
    } catch (error) {
      for (const { failed } of batch) failed(error)
    }
  }

  const log: AppendLog = {
    append: (line) =>
      new Promise((done, failed) => {
        waiting.push({ line, done, failed })
        if (scheduled) return
        scheduled = true
        void serially(writeWaiting)
      }),

    rewrite: (lines) =>
      serially(async () => {
        const next = `${path}.next`
        await writeFile(
          next,
          lines()
            .map((line) => `${line}\n`)
            .join(''),
          { mode: 0o600, flush: true },
        )
        await rename(next, path)
        await file.close()
        file = await open(path, 'a', 0o600)
      }),

    async close() {
      clearTimeout(syncTimer)
      await serially(() => file.datasync())
      await file.close()
    },
  }
  return { log, lines: whole.split('\n').filter((line) => line !== '') }
}
