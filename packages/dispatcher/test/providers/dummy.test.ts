import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { Pool } from 'undici'
import { z } from 'zod'

import { type HttpResult, httpCall } from '#dispatcher/providers/http-call.js'
import type { Outcome } from '#dispatcher/providers/outcome.js'
import type { Capability } from '#dispatcher/providers/provider.js'
import type { ProviderKind } from '#dispatcher/providers/provider-kind.js'

import { providerContract } from './provider-contract.js'
import type { Behaviour, Logged, Stand } from './stand.js'

// What a new provider is: a capability record, a schema, a table of errors and a call. It is held by the same suite.

const capability: Capability = {
  channels: ['sms'],
  dedupWindowMs: 60_000,
  lookup: false,
  echoesId: true,
  maxBytes: 2000,
}

const outcomes: Readonly<Record<number, Outcome>> = {
  400: { outcome: 'rejected', code: '400', detail: 'refused' },
  401: { outcome: 'deferred', code: '401', detail: 'credentials', fault: 'configuration' },
  404: { outcome: 'rejected', code: '404', detail: 'no such number', fault: 'address' },
  429: { outcome: 'deferred', code: '429', detail: 'too many', fault: 'rate' },
  500: { outcome: 'deferred', code: '500', detail: 'try again' },
}

const classify = (result: HttpResult): Outcome => {
  if (result.kind === 'unsent') return { outcome: 'interrupted', code: result.reason, detail: 'not sent' }
  if (result.kind === 'unanswered') return { outcome: 'unknown', code: result.reason, detail: 'no answer' }
  if (result.status === 200) return { outcome: 'accepted', ref: result.body }
  return outcomes[result.status] ?? { outcome: 'unknown', code: String(result.status), detail: 'not understood' }
}

const dummyKind: ProviderKind<{ readonly url: string }> = {
  kind: 'dummy',
  channels: capability.channels,
  configuration: z.strictObject({ url: z.url() }),
  create(name, { url }) {
    const pool = new Pool(url, { connections: 8 })
    let closing: Promise<void> | undefined
    return {
      name,
      kind: 'dummy',
      capability,
      concurrency: 8,
      async call({ messageId, key, rendered, signal, tooLate }) {
        if (rendered.channel !== 'sms') return { outcome: 'rejected', code: 'channel', detail: 'sends SMS only' }
        const body = JSON.stringify({ messageId, to: rendered.to })
        return classify(
          await httpCall(pool, { method: 'POST', path: '/', headers: { key }, body }, { signal, tooLate }),
        )
      },
      async check(signal) {
        const request = { method: 'GET', path: '/', headers: {}, body: null } as const
        const { kind } = await httpCall(pool, request, { signal, tooLate: () => false })
        return { ok: kind === 'reply', detail: kind }
      },
      close() {
        closing ??= pool.close()
        return closing
      },
    }
  },
}

const statuses: Partial<Record<Behaviour, number>> = {
  reject: 400,
  'reject address': 404,
  defer: 500,
  rate: 429,
  configuration: 401,
}

const open = async (): Promise<Stand> => {
  const log: Logged[] = []
  const seen = new Map<string, string>()
  let behaviour: Behaviour = 'accept'

  const answer = (response: ServerResponse, entry: { messageId: string; to: string }) => {
    const logged = { ...entry, complete: true, taken: undefined as boolean | undefined }
    log.push(logged)
    if (behaviour === 'hang') return
    if (behaviour === 'drop after') return void response.destroy()
    const status = statuses[behaviour] ?? 200
    const reply = () => {
      logged.taken = status === 200
      response.writeHead(status).end(`ref-${entry.messageId}`)
    }
    if (behaviour === 'slow') setTimeout(reply, 150)
    else reply()
  }

  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (request.method === 'GET') return response.end()
    const key = String(request.headers.key)
    const before = seen.get(key)
    if (before !== undefined) return response.end(before)
    const entry = JSON.parse(body) as { messageId: string; to: string }
    if (behaviour === 'accept') seen.set(key, `ref-${entry.messageId}`)
    answer(response, entry)
  })
  const listen = (port: number) => once(server.listen(port, '127.0.0.1'), 'listening')
  await listen(0)
  const { port } = server.address() as AddressInfo
  const vanish = async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return {
    create: () =>
      dummyKind.create('dummy', dummyKind.configuration.parse({ url: `http://127.0.0.1:${port}` }), { folder: '.' }),
    async behave(next) {
      behaviour = next
    },
    log: async () => log,
    vanish,
    async appear() {
      await listen(port)
    },
    close: vanish,
  }
}

const atOnce = 'HTTP sends head and body in one write, so there is no moment between'

providerContract({
  name: 'a dummy that drops repeats',
  open,
  gaps: {
    'answers truly when the service does: drop before': atOnce,
    'answers truly when the service does: drop during': atOnce,
  },
})
