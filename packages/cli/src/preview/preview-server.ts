import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

import type { ErrorAnswer } from './answers.js'
import { frameHeaders, headersOfPage, pageHeaders, readPictures } from './frame-policy.js'
import type { Frames } from './frames.js'
import { guard, Refusal, readJson } from './guard.js'
import type { Listeners } from './listeners.js'
import { readStatic } from './static-files.js'

/** The page, as the package brings it. */
const appFolder = fileURLToPath(new URL('../app', import.meta.url))

/** A request of the JSON interface. */
export interface ApiRequest {
  readonly query: URLSearchParams
  /** Of a POST; else empty. */
  readonly body: Readonly<Record<string, unknown>>
}

/** Answers of the JSON interface, by method and path: `GET /api/templates`. Undefined: there is no such thing. */
export type Api = Readonly<Record<string, (request: ApiRequest) => unknown>>

/** What the server knows of a project. */
export interface Project {
  readonly api: Api
  /** Folder of the templates, for the pictures in it. */
  readonly templates: () => string
  /** The file of a picture, relative to that folder, by what follows `/assets/`; undefined where there is none. */
  readonly picture: (name: string) => Promise<string | undefined>
}

/** What the server serves. */
export interface PreviewParts {
  /** The JSON interface, and the pictures of the project. */
  readonly project: () => Promise<Project>
  readonly frames: Frames
  readonly listeners: Listeners
}

/** A server that listens. */
export interface PreviewServer {
  /** As `http://127.0.0.1:8026`. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves page, JSON interface, framed mails and events on loopback.
 *
 * @param port 0: a free one.
 * @throws `EADDRINUSE` where the port is taken
 */
export async function startPreviewServer(port: number, parts: PreviewParts): Promise<PreviewServer> {
  const token = randomBytes(24).toString('base64url')

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    guard(request, token)
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const [, area = '', rest = ''] = /^\/([^/]*)\/?(.*)$/.exec(pathname) ?? []
    switch (area) {
      case 'api': {
        const { api } = await parts.project()
        const asked = `${request.method} ${pathname}`
        const answer = Object.hasOwn(api, asked) ? api[asked] : undefined
        if (answer === undefined) throw new Refusal(404, `nothing at ${asked}`)
        const body = request.method === 'POST' ? await readJson(request) : {}
        return sendJson(response, 200, await answer({ query, body }))
      }
      case 'events':
        return parts.listeners.open(response)
      case 'frame': {
        const mail = parts.frames.get(rest)
        if (mail === undefined) throw new Refusal(404, 'this mail is no longer kept; render it again')
        const headers = frameHeaders(readPictures(query.get('pictures')), `http://${request.headers.host}`)
        response.writeHead(200, headers).end(mail.shown)
        return
      }
      case 'download':
        return download(response, rest)
      case 'assets':
        return sendPicture(response, rest, query.has('v'))
      default:
        return pathname === '/' ? sendPage(response) : sendFile(response, appFolder, pathname, pageHeaders)
    }
  }

  /** @param isVersion whether the address is another one when the picture is */
  const sendPicture = async (response: ServerResponse, path: string, isVersion: boolean): Promise<void> => {
    const { picture, templates } = await parts.project()
    const file = await picture(path)
    if (file === undefined) throw new Refusal(404, `there is no picture ${path}`)
    // A mail that is saved is shown when its pictures are there: the browser has them already.
    const caching = isVersion ? { 'cache-control': 'private, max-age=3600, immutable' } : {}
    return sendFile(response, templates(), encodeURI(file), { ...pictureHeaders, ...caching })
  }

  const download = (response: ServerResponse, path: string): void => {
    const [, key = '', ending = ''] = /^([\w-]+)\.(html|eml)$/.exec(path) ?? []
    const mail = parts.frames.get(key)
    if (mail === undefined) throw new Refusal(404, 'this mail is no longer kept; render it again')
    response
      .writeHead(200, {
        ...pageHeaders,
        'content-type': ending === 'eml' ? 'message/rfc822' : 'text/html; charset=utf-8',
        'content-disposition': `attachment; filename="${mail.name.replace(/[^\w.-]/g, '_')}.${ending}"`,
      })
      .end(ending === 'eml' ? mail.raw : mail.html)
  }

  const sendPage = async (response: ServerResponse): Promise<void> => {
    const page = await readStatic(appFolder, 'index.html')
    if (page === undefined) throw new Refusal(500, `the page is not in ${appFolder}; build the package again`)
    const html = page.bytes.toString('utf8').replace('{{token}}', token)
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? []
    response.writeHead(200, { ...headersOfPage(style), 'content-type': page.type }).end(html)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return void response.destroy()
      const status = error instanceof Refusal ? error.status : 500
      const answer: ErrorAnswer = {
        error: error instanceof Error ? error.message : String(error),
        ...(error instanceof Refusal && error.hint !== undefined ? { hint: error.hint } : {}),
      }
      sendJson(response, status, answer)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        parts.listeners.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A picture may be an SVG, which is a document of its own when it is opened alone. */
const pictureHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}

function sendJson(response: ServerResponse, status: number, answer: unknown): void {
  const text = JSON.stringify(answer)
  response
    .writeHead(status, {
      ...pageHeaders,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      // What is left of a refused body is not waited for.
      ...(status < 400 ? {} : { connection: 'close' }),
    })
    .end(text)
}

async function sendFile(
  response: ServerResponse,
  folder: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const file = await readStatic(folder, path)
  if (file === undefined) throw new Refusal(404, `nothing at ${path}`)
  response.writeHead(200, { ...headers, 'content-type': file.type }).end(file.bytes)
}
