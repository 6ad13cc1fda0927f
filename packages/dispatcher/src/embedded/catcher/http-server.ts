import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CatcherHealth, Caught, CaughtInFull } from './caught.js'
import { parseMail } from './caught-mail.js'
import type { CaughtEvents } from './events.js'
import { readPosted } from './posted.js'
import type { Receive } from './receive.js'
import { readFilter, readRuleSetting, readScope } from './request.js'
import type { Rules } from './rules.js'
import type { CatcherStore } from './store.js'

/** Largest body of a request, in bytes: a 64 MB mail in base64. */
const largestBody = 90 * 1024 * 1024

/** What the HTTP side needs of the catcher. */
export interface CatcherParts {
  readonly store: CatcherStore
  readonly rules: Rules
  readonly events: CaughtEvents
  readonly receive: Receive
  readonly health: () => CatcherHealth
}

/** A request that cannot be served. The text says what is wrong and what would be right. */
class HttpRefusal extends Error {
  readonly status: number
  constructor(status: number, text: string) {
    super(text)
    this.status = status
  }
}

const ownHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/**
 * Refuses what a page in a browser could send here: another host name (DNS rebinding), another origin, or a body that
 * a form can send without asking first.
 */
const guard = (request: IncomingMessage): void => {
  const { host = '', origin } = request.headers
  if (!ownHost.test(host)) {
    throw new HttpRefusal(403, `host \`${host}\` is not this machine; use http://127.0.0.1:${request.socket.localPort}`)
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new HttpRefusal(403, 'requests from pages of other origins are refused')
  }
  const sends = request.method === 'POST' || request.method === 'PUT'
  if (sends && !request.headers['content-type']?.startsWith('application/json')) {
    throw new HttpRefusal(415, 'the body must be application/json')
  }
}

const readBody = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestBody) {
        request.pause()
        reject(new HttpRefusal(413, `the body is larger than ${largestBody} bytes`))
      }
      chunks.push(chunk)
    })
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.once('error', reject)
    request.once('close', () => reject(new HttpRefusal(400, 'the request broke off')))
  })

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  })
  response.end(text)
}

/** A mail's own HTML is shown to a browser without rights: no scripts, no forms, no requests to other hosts. */
const shownMail = {
  'content-security-policy': "sandbox; default-src 'none'; img-src data: https: http:; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
}

/**
 * Starts the catcher's HTTP interface on loopback.
 *
 * @param port 0: a free one.
 */
export const startCatcherHttp = async (
  port: number,
  { store, rules, events, receive, health }: CatcherParts,
): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const post = async (request: IncomingMessage, response: ServerResponse) => {
    const { arrived, raw } = readPosted(await readBody(request))
    const verdict = await receive(arrived, raw)
    switch (verdict.outcome) {
      case 'accepted':
        return json(response, 201, verdict)
      case 'rejected':
        return json(response, 422, verdict)
      case 'deferred': {
        const { retryAfterMs } = verdict
        const wait = retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }
        return json(response, 503, verdict, wait)
      }
      case 'drop':
        request.socket.destroy()
        return
      case 'hang':
        return
    }
  }

  const withSubject = async (message: Caught): Promise<Caught> => {
    if (message.channel !== 'email' || message.subject !== undefined) return message
    const raw = await store.raw(message.n)
    return raw ? { ...message, subject: (await parseMail(raw)).subject } : message
  }

  const show = async (response: ServerResponse, n: number, part: string | undefined) => {
    const message = store.get(n)
    if (!message) throw new HttpRefusal(404, `no message ${n}; GET /messages lists what was caught`)
    const raw = await store.raw(n)
    if (part === 'raw' && raw) {
      response.writeHead(200, { 'content-type': 'message/rfc822', 'x-content-type-options': 'nosniff' }).end(raw)
      return
    }
    const parsed = raw && (await parseMail(raw))
    if (part === undefined) {
      const full: CaughtInFull = { ...message, ...parsed }
      return json(response, 200, full)
    }
    if (part === 'html' && parsed?.mail.html !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...shownMail }).end(parsed.mail.html)
      return
    }
    const plain = parsed ? parsed.mail.plain : (message.text ?? message.push?.body)
    if (part === 'text' && plain !== undefined) {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', ...shownMail }).end(plain)
      return
    }
    throw new HttpRefusal(404, `message ${n} (${message.channel}) has no ${part} part`)
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    guard(request)
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const { pathname, searchParams } = url
    const one = /^\/messages\/(\d+)(?:\/(raw|html|text))?$/.exec(pathname)
    if (one && request.method === 'GET') return show(response, Number(one[1]), one[2])
    switch (`${request.method} ${pathname}`) {
      case 'POST /messages':
        return post(request, response)
      case 'GET /messages':
        return json(response, 200, await Promise.all(store.list(readFilter(searchParams)).map(withSubject)))
      case 'DELETE /messages':
        await store.clear()
        response.writeHead(204).end()
        return
      case 'GET /events': {
        const filter = readFilter(searchParams)
        const missed = filter.after === undefined ? [] : store.list({ ...filter, limit: store.size })
        return events.open(response, [...missed].reverse())
      }
      case 'GET /rules':
        return json(response, 200, rules.list())
      case 'PUT /rules': {
        const { rule, scope } = readRuleSetting(await readBody(request))
        return json(response, 200, rules.set(scope, rule))
      }
      case 'DELETE /rules':
        return json(response, 200, { cleared: rules.clear(readScope(searchParams)) })
      case 'GET /health':
        return json(response, 200, health())
      default:
        throw new HttpRefusal(
          404,
          `nothing at ${request.method} ${pathname}; try GET /messages, /rules, /events or /health`,
        )
    }
  }

  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return void response.destroy()
      const wrong = error instanceof Error && ['ZodError', 'SyntaxError', 'RuleError'].includes(error.name)
      const status = error instanceof HttpRefusal ? error.status : wrong ? 400 : 500
      json(response, status, { error: error instanceof Error ? error.message : String(error) })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        events.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
