import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { smtpKind } from '#dispatcher/providers/smtp/send.js'

import type { Behaviour, Logged, Stand } from './stand.js'

/** Where Postfix's smtp-sink lies: `SMTP_SINK`, or in one of the usual places. */
export const findSmtpSink = (): string | undefined => {
  const named = process.env.SMTP_SINK
  const paths = named === undefined ? ['smtp-sink', '/usr/sbin/smtp-sink', '/usr/local/sbin/smtp-sink'] : [named]
  return paths.find((path) => {
    try {
      execFileSync(path, ['-h'], { stdio: 'ignore' })
      return true
    } catch (error) {
      // It runs, and says that its arguments are wrong.
      return (error as { status?: number | null }).status === 1
    }
  })
}

const flags: Readonly<Record<Behaviour, readonly string[]>> = {
  accept: [],
  reject: ['-f', '.', '-B', '554 5.6.0 content refused'],
  'reject address': ['-f', 'RCPT', '-B', '550 5.1.1 no such user'],
  defer: ['-r', 'RCPT'],
  rate: ['-r', 'MAIL', '-b', '454 Throttling failure: Maximum sending rate exceeded.'],
  configuration: ['-f', 'MAIL', '-B', '530 5.7.0 Authentication required'],
  slow: ['-W', '.:1'],
  hang: ['-W', '.:600'],
  'drop before': ['-q', 'DATA'],
  'drop during': ['-A', '0'],
  'drop after': ['-q', '.'],
}

/** Whether a message that came in full with these flags was said to be taken. */
const taken: Partial<Record<Behaviour, boolean>> = { accept: true, slow: true, reject: false }

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => socket.destroy())
    socket.once('error', () => undefined)
    socket.once('close', (failed) => resolve(!failed))
  })

/** smtp-sink takes away the file of a mail that did not come in full, maybe after it was listed. */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** A stand on Postfix's smtp-sink, with other flags for each behaviour; its dump files are the log. */
export const openSmtpSink = async (
  path: string,
  extra: readonly string[] = [],
): Promise<Stand & { use(flags: readonly string[]): Promise<void> }> => {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'tidings-sink-'))
  chmodSync(folder, 0o777)
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  let sink: ChildProcess | undefined
  let current: Behaviour = 'accept'
  let used: readonly string[] = []
  let run = 0

  const stop = async () => {
    if (!sink) return
    const ended = new Promise((resolve) => sink?.once('exit', resolve))
    sink.kill('SIGKILL')
    await ended
    sink = undefined
  }
  const start = async () => {
    await stop()
    const dump = `${folder}/${++run}-${current.replaceAll(' ', '_')}.`
    const process = spawn(path, [...user, ...extra, ...used, '-d', dump, `127.0.0.1:${port}`, '100'], {
      stdio: 'ignore',
    })
    sink = process
    while (!(await answers(port))) {
      if (process.exitCode !== null) throw new Error(`smtp-sink ended with ${process.exitCode}`)
    }
  }
  await start()

  return {
    create: () =>
      smtpKind.create('sink', smtpKind.configuration.parse({ host: '127.0.0.1', port, tls: 'none', connections: 5 }), {
        folder,
      }),
    async behave(behaviour) {
      if (behaviour === current && used === flags[behaviour]) return
      current = behaviour
      used = flags[behaviour]
      await start()
    },
    async use(next) {
      used = next
      await start()
    },
    log: async (): Promise<readonly Logged[]> =>
      readdirSync(folder).flatMap((name) => {
        const text = read(join(folder, name))
        const messageId = /^X-Tidings-Message: (\S+)/m.exec(text)?.[1]
        const to = /^X-Rcpt-Args: <([^>]*)>/m.exec(text)?.[1]
        // A file that is still being written, or was when the sink was killed.
        if (messageId === undefined || to === undefined || !text.endsWith('dot\n\n')) return []
        const behaviour = name.replace(/^\d+-/, '').replace(/\..*$/, '').replaceAll('_', ' ') as Behaviour
        return [{ messageId, to, complete: true, taken: taken[behaviour] }]
      }),
    vanish: stop,
    appear: start,
    async close() {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}
