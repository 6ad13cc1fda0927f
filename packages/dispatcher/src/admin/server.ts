import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One thing that readiness depends on. */
export interface HealthCheck {
  readonly name: string
  readonly ok: boolean
  readonly detail?: string
}

/** What the admin server tells. */
export interface AdminSource {
  /** Only about this process: nothing that it depends on. */
  live(): boolean
  started(): boolean
  ready(): Promise<readonly HealthCheck[]>
  metrics(): Promise<{ readonly type: string; readonly body: string }>
}

/** The admin server: `/livez`, `/readyz`, `/startupz`, `/metrics`. */
export interface AdminServer {
  readonly port: number
  close(): Promise<void>
}

/**
 * Starts it. Port 0 takes a free one.
 *
 * @throws Error with code `EADDRINUSE` where the port is taken
 */
export async function startAdminServer(
  listen: { readonly host: string; readonly port: number },
  source: AdminSource,
): Promise<AdminServer> {
  const answer = async (
    path: string,
  ): Promise<{ readonly status: number; readonly type: string; readonly body: string }> => {
    const json = (status: number, value: unknown) => ({
      status,
      type: 'application/json',
      body: `${JSON.stringify(value)}\n`,
    })
    switch (path) {
      case '/livez':
        return json(source.live() ? 200 : 503, { live: source.live() })
      case '/startupz':
        return json(source.started() ? 200 : 503, { started: source.started() })
      case '/readyz': {
        const checks = await source.ready()
        const ready = checks.every((check) => check.ok)
        return json(ready ? 200 : 503, { ready, checks })
      }
      case '/metrics':
        return { status: 200, ...(await source.metrics()) }
      default:
        return json(404, { error: `no such path; there are /livez, /readyz, /startupz and /metrics` })
    }
  }
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return
    }
    answer(new URL(request.url ?? '/', 'http://admin').pathname).then(
      ({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type }).end(request.method === 'HEAD' ? undefined : body),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(listen.port, listen.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
