import { fileURLToPath } from 'node:url'

import { type Child, startChild } from './child.js'

/** A dispatcher as a process of its own, run as an operator would. */
export interface DispatcherProcess {
  readonly child: Child
  /** Its number in the ledger. */
  readonly owner: string
  /** Port of its health and metrics. */
  readonly admin: number
  /** What it calls itself in EHLO. */
  readonly name: string
  /** What it said last, newest at the end. */
  readonly said: readonly string[]
  /** Ends it so that it can do nothing about it; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves with the exit code. */
  drain(): Promise<number | NodeJS.Signals>
}

const main = fileURLToPath(import.meta.resolve('#dispatcher/daemon/main.js'))
const keptLines = 60

/** Starts one with a configuration file; resolves when it is ready. */
export async function startDispatcherProcess(
  config: string,
  name: string,
  environment = 'crash',
): Promise<DispatcherProcess> {
  const args = ['run', '--config', config, '--env', environment, '--log', 'info']
  const child = startChild(main, args, ['ignore', 'pipe', 'pipe', 'ipc'])
  const said: string[] = []
  let owner = ''
  const hear = (chunk: unknown): void => {
    for (const line of String(chunk).split('\n')) {
      if (line === '') continue
      said.push(line)
      if (said.length > keptLines) said.shift()
      owner ||= /"event":"started".*"owner":"(\d+)"/.exec(line)?.[1] ?? ''
    }
  }
  child.process.stdout?.on('data', hear)
  child.process.stderr?.on('data', hear)
  const { admin } = await child
    .heard<{ event?: string; admin?: number }>((message) => message.event === 'ready')
    .catch((error: unknown) => {
      throw new Error(`dispatcher ${name} did not start: ${said.join('\n')}`, { cause: error })
    })
  while (owner === '') await new Promise((resolve) => setTimeout(resolve, 2))
  return {
    child,
    owner,
    admin: admin ?? 0,
    name,
    said,
    kill: async () => {
      child.signal('SIGKILL')
      await child.ended
    },
    drain: () => {
      child.signal('SIGTERM')
      return child.ended
    },
  }
}
