import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import type { Binaries } from './binaries.js'
import type { DataPlace } from './data-folder.js'
import { embeddedName } from './embedded-url.js'
import { postgresFailure } from './explain-failure.js'
import { programEnvironment } from './initialise.js'

/**
 * Gives the superuser a new password while the server is down, for data whose `.tidings/env` was lost: in single-user
 * mode PostgreSQL asks for none.
 *
 * @throws EmbeddedError `PostgresFailed` or `DiskFull`.
 */
export async function resetPassword(binaries: Binaries, place: DataPlace, password: string): Promise<void> {
  const options = ['--single', '-D', place.dataFolder, '-c', 'log_statement=none', 'postgres']
  const server = spawn(join(binaries.bin, 'postgres'), options, {
    ...place.identity,
    cwd: '/',
    env: programEnvironment,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk)
    })
  }
  server.stdin.on('error', () => {})
  server.stdin.end(`ALTER ROLE ${embeddedName} PASSWORD '${password}'\n`)
  const [status] = await once(server, 'close')
  if (status !== 0 || /ERROR|FATAL|PANIC/.test(output)) {
    throw postgresFailure('set a new password for PostgreSQL in', place.dataFolder, output)
  }
}
