// A log that survives whatever happens to the process that writes it: JSON lines, on disk before anything is answered.
import { fdatasync, openSync, writeSync } from 'node:fs'

/**
 * @param {string} file
 * @returns {{ write(line: object): void, durable(): Promise<void> }} `durable` resolves when all lines so far are on disk
 */
export function openLogFile(file) {
  const fd = openSync(file, 'a')
  /** @type {Promise<void> | undefined} */
  let next
  let last = Promise.resolve()
  return {
    write: (line) => void writeSync(fd, `${JSON.stringify(line)}\n`),
    durable: () => {
      // One sync serves all that came while the one before was under way.
      next ??= last.then(() => {
        next = undefined
        return new Promise((resolve, reject) => fdatasync(fd, (error) => (error === null ? resolve() : reject(error))))
      })
      last = next
      return next
    },
  }
}
