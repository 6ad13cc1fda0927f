#!/usr/bin/env node
import { readFileSync } from 'node:fs'

import { type Context, ReaderLeft } from './context.js'
import { run } from './run.js'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}
const controller = new AbortController()
const { stdin, stdout, stderr, env } = process

// The reader of a pipe may leave at any time (`| head`), and a terminal be closed; then there is nobody left to tell
// anything. What a command has started it still ends in order.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (controller.signal.aborted) return
    if (error.code !== 'EPIPE' && error.code !== 'EBADF') process.exitCode = 1
    controller.abort(new ReaderLeft())
  })
}

process.on('SIGINT', () => {
  if (controller.signal.aborted) process.exit(130)
  controller.abort()
})
for (const name of ['SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort())

const context: Context = {
  cwd: process.cwd(),
  env,
  stdin,
  stdout,
  stderr,
  isInteractive: stdin.isTTY === true && stderr.isTTY === true && !env.CI,
  signal: controller.signal,
  clock: () => new Date(),
}

const exitCode = await run(process.argv.slice(2), context, version)
process.exitCode = controller.signal.reason instanceof ReaderLeft ? (process.exitCode ?? 0) : exitCode
// After Ctrl-C nothing that a command has left open may keep the terminal waiting.
if (controller.signal.aborted) process.exit()
