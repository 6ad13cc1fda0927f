import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

import type { MjmlReply, MjmlResult } from './messages.js'

/** Compiles MJML in worker threads: a mail takes 10 to 400 ms, which no event loop should wait for. */
export interface MjmlCompiler {
  /** The same MJML is compiled once. Never rejects for what is in it. */
  compile(mjml: string): Promise<MjmlResult>
  /** Ends the workers; waits for what is under way. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Settings of the compiler. */
export interface MjmlCompilerOptions {
  /** Compiled mails that are kept. Default 500: about 15 MB. */
  readonly cached?: number
  /** Threads that compile, each of about 80 MB. Default 1. */
  readonly workers?: number
}

/**
 * Makes a compiler. A worker starts when there is a mail that no other is free for, and neither workers nor an idle compiler
 * keep the process alive.
 */
export function createMjmlCompiler({ cached = 500, workers = 1 }: MjmlCompilerOptions = {}): MjmlCompiler {
  const cache = new Map<string, Promise<MjmlResult>>()
  const threads = Array.from({ length: workers }, createThread)

  const close = async (): Promise<void> => {
    await Promise.allSettled(cache.values())
    await Promise.all(threads.map((thread) => thread.end()))
  }

  return {
    compile(mjml) {
      const key = createHash('sha256').update(mjml).digest('base64')
      const known = cache.get(key)
      if (known !== undefined) return known
      const result = leastBusy(threads).run(mjml)
      // A worker that died is no property of the mail.
      result.catch(() => cache.delete(key))
      cache.set(key, result)
      const [oldest] = cache.keys()
      if (cache.size > cached && oldest !== undefined) cache.delete(oldest)
      return result
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** The first of those with the least to do, so that few mails start few workers. */
function leastBusy(threads: readonly Thread[]): Thread {
  return threads.reduce((best, thread) => (thread.waiting() < best.waiting() ? thread : best))
}

interface Waiting {
  resolve(result: MjmlResult): void
  reject(error: Error): void
}

interface Thread {
  run(mjml: string): Promise<MjmlResult>
  /** Mails that it has not answered yet. */
  waiting(): number
  end(): Promise<void>
}

function createThread(): Thread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let nextId = 1

  function start(): Worker {
    const started = new Worker(new URL('./worker.js', import.meta.url))
    const fail = (error: Error) => {
      if (worker === started) worker = undefined
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    started.on('message', ({ id, ...result }: MjmlReply) => {
      waiting.get(id)?.resolve(result)
      waiting.delete(id)
      if (waiting.size === 0) started.unref()
    })
    started.on('error', (cause) => {
      fail(new Error('The MJML worker failed. Is mjml 5.4.1 installed beside @tidings/dispatcher?', { cause }))
    })
    started.on('exit', () => fail(new Error('The MJML worker ended before it answered.')))
    worker = started
    return started
  }

  return {
    run: (mjml) =>
      new Promise((resolve, reject) => {
        const id = nextId++
        waiting.set(id, { resolve, reject })
        const target = worker ?? start()
        target.ref()
        target.postMessage({ id, mjml })
      }),
    waiting: () => waiting.size,
    async end() {
      await worker?.terminate()
    },
  }
}
