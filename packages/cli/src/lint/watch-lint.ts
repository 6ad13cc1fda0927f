import { watch } from 'chokidar'
import { createSaveQueue } from '../dev/save-queue.js'

/**
 * Does something again whenever a file below the paths is saved, until the signal aborts.
 *
 * @param again told whether it is a second look at what may have been half saved before
 */
export async function watchLint(
  paths: readonly string[],
  signal: AbortSignal,
  again: (second: boolean) => Promise<void>,
): Promise<void> {
  let failed: (error: unknown) => void = () => {}
  const failure = new Promise<never>((_resolve, reject) => {
    failed = reject
  })
  const queue = createSaveQueue((_names, second) => again(second), failed)
  const watcher = watch([...paths], {
    ignoreInitial: true,
    atomic: true,
    ignored: (path) => /(^|[\\/])(\.(git|tidings)|node_modules)([\\/]|$)|~$|\.sw[a-z]$/.test(path),
  })
  watcher.on('all', (_event, path) => queue.saved(path))
  watcher.on('error', failed)
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
  try {
    await Promise.race([aborted, failure])
  } finally {
    await watcher.close()
    await queue.close()
  }
}
