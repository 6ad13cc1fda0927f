import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP proxy in front of PostgreSQL that can swallow what the server answers, and then cut the connections. */
export interface CuttingProxy {
  readonly url: string
  /** From now on answers are dropped; resolves when one was, and all connections have been cut. */
  cutNextAnswer(): Promise<void>
  close(): Promise<void>
}

/** Starts one for the database at `url`. */
export async function cuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let onAnswer: (() => void) | undefined
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (bytes) => upstream.write(bytes))
    upstream.on('data', (bytes) => {
      if (onAnswer === undefined) client.write(bytes)
      else onAnswer()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = new URL(url)
  own.hostname = '127.0.0.1'
  own.port = String((server.address() as AddressInfo).port)
  return {
    url: own.href,
    cutNextAnswer: () =>
      new Promise((resolve) => {
        onAnswer = () => {
          onAnswer = undefined
          for (const socket of sockets) socket.destroy()
          resolve()
        }
      }),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
