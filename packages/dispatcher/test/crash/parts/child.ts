import { type ChildProcess, fork, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'

/** A process of the rig. It ends when this one does: each watches the channel to its parent. */
export interface Child {
  readonly pid: number
  /** Resolves with the next message that fits. */
  heard<Message>(fits: (message: Message) => boolean): Promise<Message>
  send(message: object): void
  signal(name: NodeJS.Signals): void
  readonly process: ChildProcess
  /** Resolves with exit code or signal. */
  readonly ended: Promise<number | NodeJS.Signals>
}

/** Ends a process with its parent, however and whenever that ends; keeps it from nothing else. */
const watch = `data:text/javascript,${encodeURIComponent(`
import { isMainThread } from 'node:worker_threads'
if (isMainThread) {
  const end = () => process.kill(process.pid, 'SIGKILL')
  process.on('disconnect', end)
  if (process.connected) process.channel.unref()
  else end()
}`)}`

/** Starts a module as a process of its own. */
export function startChild(module: URL | string, args: readonly string[], stdio: StdioOptions): Child {
  const child = fork(module, [...args], { stdio, execArgv: ['--import', watch] })
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code ?? 0) as number | NodeJS.Signals)
  return {
    pid: child.pid ?? 0,
    process: child,
    ended,
    heard: (fits) =>
      new Promise((resolve, reject) => {
        const hear = (message: unknown): void => {
          if (!fits(message as never)) return
          child.off('message', hear)
          resolve(message as never)
        }
        child.on('message', hear)
        void ended.then((why) => reject(new Error(`${String(module)} ended with ${why}`)))
      }),
    send: (message) => void child.send(message),
    signal: (name) => void child.kill(name),
  }
}
