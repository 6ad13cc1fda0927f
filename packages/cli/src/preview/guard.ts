import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** A request that is not served. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal'
  /** HTTP status. */
  readonly status: number
  /** What to do about it. */
  readonly hint: string | undefined
  constructor(status: number, message: string, hint?: string) {
    super(message)
    this.status = status
    this.hint = hint
  }
}

/**
 * Lets in what this machine's own browser sends from our page, and nothing else: a page of another site can reach
 * loopback too, under a name of its own (DNS rebinding), or by a form.
 *
 * @param token that the page was given; each request that changes something brings it.
 * @throws Refusal
 */
export function guard({ method = 'GET', headers, socket, url = '/' }: IncomingMessage, token: string): void {
  const host = headers.host ?? ''
  if (!/^(?:localhost|127\.0\.0\.1|\[::1\]):\d+$/i.test(host) || !host.endsWith(`:${socket.localPort}`)) {
    throw new Refusal(403, `host \`${host}\` is not this preview; use http://127.0.0.1:${socket.localPort}`)
  }
  // A link from elsewhere may lead to the page itself, but other sites use nothing that it is made of.
  const site = headers['sec-fetch-site']
  if (
    /^\/(?:api|frame|download|events|assets)\b/.test(url) &&
    site !== undefined &&
    !['same-origin', 'none'].includes(site)
  ) {
    throw new Refusal(403, 'only the page of the preview may ask for this')
  }
  if (method === 'GET' || method === 'HEAD') return
  if (method !== 'POST') throw new Refusal(405, `${method} is not taken here`)
  if (headers.origin !== `http://${host}`) throw new Refusal(403, 'only the page of the preview may send')
  const given = Buffer.from(String(headers['x-tidings-token'] ?? ''))
  const wanted = Buffer.from(token)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new Refusal(403, 'the page is of another run of the preview; load it again')
  }
  if (headers['content-type'] !== 'application/json') throw new Refusal(415, 'the body is application/json')
}

/** Largest body of a request, in bytes: an intent's data may have 256 KB, and its JSON may be laid out wide. */
const largestBody = 2 * 1024 * 1024

/** Reads the JSON body of a request. @throws Refusal */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const tooLarge = new Refusal(413, `the body is larger than ${largestBody} bytes`)
  if (Number(request.headers['content-length'] ?? 0) > largestBody) throw tooLarge
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestBody) throw tooLarge
    chunks.push(chunk)
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
  } catch {
    // Said below.
  }
  throw new Refusal(400, 'the body is no JSON object')
}
