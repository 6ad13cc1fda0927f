import { spawn } from 'node:child_process'

import { CliError } from './errors/cli-error.js'

/**
 * Opens an address or a file in the browser.
 *
 * @throws CliError `start-failed` where no browser can be started
 */
export async function openUrl(url: string): Promise<void> {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url]
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command ?? '', args, { stdio: 'ignore', detached: true })
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
    child.once('error', (cause) => {
      reject(new CliError('start-failed', 'no browser could be started', { hint: `open ${url} by hand`, cause }))
    })
  })
}
