import { rm, symlink, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { makeProject, type Project } from '../support/project.js'
import { type RunningPreview, startPreview } from './preview-page.js'

let project: Project
let preview: RunningPreview
let token = ''
let outside = ''
beforeAll(async () => {
  project = await makeProject({ 'templates/_assets/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' })
  outside = join(project.folder, 'templates/_assets/out.svg')
  await symlink(join(project.folder, 'tidings.yaml'), outside)
  await writeFile(join(project.folder, 'secret.png'), 'secret')
  await open()
})
afterAll(async () => {
  await preview.stop()
  await project.remove()
})

async function open(): Promise<void> {
  preview = await startPreview(project.folder)
  const page = await ask('GET', '/')
  token = /name="tidings-token" content="([\w-]{32})"/.exec(page.text)?.[1] ?? ''
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A request as it is given: `fetch` would mend paths and refuse headers. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  const { hostname, port } = new URL(preview.url)
  return new Promise((resolve, reject) => {
    const sent = request({ method, host: hostname, port, path, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const render = JSON.stringify({ template: 'order-ready' })
const ours = (): Record<string, string> => ({
  origin: preview.url,
  'content-type': 'application/json',
  'x-tidings-token': token,
})

describe('the server of the preview', () => {
  it('gives its own page a token, and everything a policy', async () => {
    expect(token).not.toBe('')
    for (const path of ['/', '/api/templates', '/assets/logo.svg', '/nothing.js']) {
      const { headers } = await ask('GET', path)
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/)
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
    expect((await ask('GET', '/')).headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  it('answers its own page', async () => {
    const { status, text } = await ask('POST', '/api/render', ours(), render)
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({
      name: 'order-ready',
      locale: 'en',
      messages: [{ subject: 'Order A-17 is ready' }, {}],
    })
  })

  it('refuses other hosts, other sites, other origins, other runs and other bodies', async () => {
    const { port } = new URL(preview.url)
    const refused: readonly (readonly [number, string, string, Record<string, string>])[] = [
      [403, 'GET', '/', { host: 'evil.example' }],
      [403, 'GET', '/', { host: `127.0.0.1.evil.example:${port}` }],
      [403, 'GET', '/api/templates', { host: '127.0.0.1:1' }],
      [403, 'GET', '/api/templates', { 'sec-fetch-site': 'cross-site' }],
      [403, 'GET', '/events', { 'sec-fetch-site': 'same-site' }],
      [403, 'POST', '/api/render', { ...ours(), origin: 'http://evil.example' }],
      [403, 'POST', '/api/render', { ...ours(), origin: 'null' }],
      [403, 'POST', '/api/render', { ...ours(), 'x-tidings-token': 'x'.repeat(32) }],
      [403, 'POST', '/api/render', { ...ours(), 'x-tidings-token': '' }],
      [403, 'POST', '/api/send-test', { ...ours(), origin: 'http://evil.example' }],
      [403, 'POST', '/api/send-test', { ...ours(), 'x-tidings-token': 'x'.repeat(32) }],
      [405, 'PUT', '/api/send-test', ours()],
      [415, 'POST', '/api/render', { ...ours(), 'content-type': 'text/plain' }],
      [405, 'DELETE', '/api/render', ours()],
      [404, 'GET', '/api/render', {}],
      [404, 'GET', '/frame/unknown', {}],
    ]
    for (const [status, method, path, headers] of refused) {
      const answer = await ask(method, path, headers, method === 'POST' ? render : '')
      expect([answer.status, method, path, headers]).toEqual([status, method, path, headers])
    }
    const { headers: withoutOrigin } = { headers: { 'content-type': 'application/json', 'x-tidings-token': token } }
    expect((await ask('POST', '/api/render', withoutOrigin, render)).status).toBe(403)
    expect((await ask('POST', '/api/render', ours(), '[')).status).toBe(400)
    expect((await ask('POST', '/api/render', ours(), JSON.stringify({ template: '../secret' }))).status).toBe(404)
    expect((await ask('POST', '/api/render', ours(), `"${'x'.repeat(3_000_000)}"`)).status).toBe(413)
  })

  it('reads no file outside of its folders, by no path and no link', async () => {
    expect((await ask('GET', '/assets/logo.svg')).status).toBe(200)
    for (const path of [
      '/assets/../../secret.png',
      '/assets/..%2f..%2fsecret.png',
      '/assets/%2e%2e/%2e%2e/secret.png',
      '/assets/..%5c..%5csecret.png',
      '/assets//etc/hostname.png',
      '/assets/out.svg',
      '/assets/logo.svg%00.png',
      '/assets/%ff.png',
      '/../main.js',
      '/%2e%2e/main.js',
      '/..%2fmain.js',
    ]) {
      const { status, text } = await ask('GET', path)
      expect([status, path, text.includes('secret:') || text.includes('version: 1')]).toEqual([404, path, false])
    }
  })

  it('sends test messages one after the other, and not without end', async () => {
    // A template with a picture from outside is not sent.
    await rm(outside)
    await preview.stop()
    await open()
    const send = (body: object): Promise<Answer> =>
      ask('POST', '/api/send-test', ours(), JSON.stringify({ template: 'order-ready', channel: 'email', ...body }))
    expect(await send({ to: 'ann' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('no address') as string,
    })
    expect(await send({ to: 'ann@example.com', channel: 'fax' })).toMatchObject({ status: 400 })
    expect(await send({ to: 'ann@example.com', data: '{}' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('does not fit the schema') as string,
    })
    const answers: Answer[] = []
    for (let round = 0; round < 13; round++) answers.push(await send({ to: 'ann@example.com' }))
    const [first, last] = [answers[0], answers.at(-1)]
    // Nobody listens where this project has its catcher.
    expect(JSON.parse(first?.text ?? '')).toMatchObject({
      outcome: 'interrupted',
      provider: 'catcher',
      code: 'ECONNREFUSED',
    })
    expect(last).toMatchObject({ status: 429, text: expect.stringContaining('a little later') as string })
  })
})
