import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { type LedgerProject, makeLedgerProject } from '../support/ledger-project.js'
import { makeProject, type Project } from '../support/project.js'
import { runCli } from '../support/run-cli.js'
import { watchLoading } from '../support/watch-loading.js'

let project: Project
const servers: Server[] = []
beforeEach(async () => {
  project = await makeProject()
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  await project.remove()
})
const cli = (...args: string[]) => runCli(args, { cwd: project.folder })

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('bundle', () => {
  it('writes the same bytes each time, to a file and to stdout', async () => {
    const written = await cli('bundle', '-o', 'out/all.json')
    expect([written.code, written.stdout.replaceAll(/[0-9a-f]{4}$|[\d.]+ KB/gm, '#'), written.stderr]).toEqual([
      0,
      'out/all.json written  1 template, #\n  order-ready #\n',
      '',
    ])
    const file = await readFile(join(project.folder, 'out/all.json'), 'utf8')
    const { stdout } = await cli('bundle', '-o', '-')
    expect(stdout === file).toBe(true)
  })

  it('writes nothing where a template does not compile', async () => {
    await project.write({ 'templates/order-ready/sms.liquid': 'Order {{ order.number }}' })
    const { code, stderr } = await cli('bundle')
    expect([code, stderr.split('\n')[0]]).toEqual([1, 'error not every template compiles, so no bundle is written'])
    expect(stderr).toContain('TPL104 order-ready/sms.liquid:1:')
    await expect(readFile(join(project.folder, 'templates.bundle.json'))).rejects.toThrow('ENOENT')
  })
})

describe('generate --from', () => {
  it('writes what generate writes, without templates or tidings.yaml, from a file, a package and an address', async () => {
    await cli('generate')
    const expected = await readFile(join(project.folder, 'src/tidings.gen.ts'), 'utf8')
    await cli('bundle', '-o', 'all.json')
    const bundle = await readFile(join(project.folder, 'all.json'))
    const url = await serve((request, response) => {
      if (request.url === '/latest') response.writeHead(302, { location: '/all.json' }).end()
      else response.end(request.method === 'GET' ? bundle : '')
    })
    const service = join(project.folder, 'service')
    const installed = join(service, 'node_modules/@shop/templates')
    await mkdir(installed, { recursive: true })
    await writeFile(join(installed, 'package.json'), '{"name":"@shop/templates","version":"1.0.0"}')
    await writeFile(join(installed, 'bundle.json'), bundle)
    for (const from of ['../all.json', '@shop/templates/bundle.json', `${url}/all.json`, `${url}/latest`]) {
      const answer = await runCli(['generate', '--from', from, '--out', 'gen.ts'], { cwd: service })
      expect([from, answer.code, answer.stderr]).toEqual([from, 0, ''])
      expect((await readFile(join(service, 'gen.ts'), 'utf8')) === expected).toBe(true)
      await writeFile(join(service, 'gen.ts'), '')
    }
  })

  it('says what is wrong with a place', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: 'http://example.com/all.json' }).end()
      else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end()
      else if (request.url === '/none') response.writeHead(404).end()
      else if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': '100' }).write('{"kind"')
        response.socket?.destroySoon()
      } else response.end('<html>')
    })
    const cases: readonly (readonly [string, number, string])[] = [
      ['gone.json', 1, 'error there is no bundle `gone.json`'],
      ['http://example.com/all.json', 2, 'is no address that a bundle is fetched from'],
      ['https://ann:secret@example.com/all.json', 2, 'is no address that a bundle is fetched from'],
      ['ftp://example.com/all.json', 2, 'is no address that a bundle is fetched from'],
      [`${url}/away`, 2, 'leads to no address that a bundle is fetched from'],
      [`${url}/loop`, 5, 'leads on more than 5 times'],
      [`${url}/none`, 5, 'is not given out: HTTP 404'],
      [`${url}/cut`, 5, 'cannot be fetched'],
      [`${url}/page`, 1, 'is no bundle: it is not JSON in UTF-8'],
      ['tidings.yaml', 1, 'is no bundle: it is not JSON in UTF-8'],
    ]
    for (const [from, code, says] of cases) {
      const answer = await cli('generate', '--from', from)
      expect([from, answer.code]).toEqual([from, code])
      expect(answer.stderr).toContain(says)
    }
  })
})

describe('generate --only and --json-schema', () => {
  const second = {
    'templates/one-time-code/template.yaml':
      'title: Code\ncategory: order-updates\nlane: critical\nlocales: [en]\ndata: { type: object, required: [code], properties: { code: { type: string, pattern: "^[0-9]{6}$" } } }\nchannels: { sms: {} }\n',
    'templates/one-time-code/sms.liquid': '{{ code }}',
  }

  it('takes the templates that are named, and no others', async () => {
    await project.write(second)
    expect((await cli('generate', '--only', 'one-time-code')).stdout).toBe('src/tidings.gen.ts written  1 contract\n')
    const text = await readFile(join(project.folder, 'src/tidings.gen.ts'), 'utf8')
    expect([text.includes('OneTimeCodeData'), text.includes('OrderReadyData')]).toEqual([true, false])
    expect((await cli('generate', '--only', 'one-time-code, order-ready', '--check')).stdout).toBe(
      'src/tidings.gen.ts out of date  2 contracts\n',
    )
    const wrong = await cli('generate', '--only', 'order-redy')
    expect([wrong.code, wrong.stderr.split('\n')[0]]).toEqual([
      1,
      'error there is no template `order-redy`; did you mean `order-ready`?',
    ])
  })

  it('writes a schema for each template, and --check sees one that is missing, changed or left over', async () => {
    await project.write(second)
    expect((await cli('generate', '--json-schema', 'schemas')).stdout).toBe(
      'src/tidings.gen.ts written  2 contracts\nschemas/one-time-code.schema.json written\nschemas/order-ready.schema.json written\n',
    )
    const file = join(project.folder, 'schemas/one-time-code.schema.json')
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: expect.stringMatching(/^urn:tidings:contract:one-time-code:[0-9a-f]{64}$/),
      title: 'Code',
      $comment: expect.stringMatching(/contract [0-9a-f]{64} in the lane critical\.$/),
      type: 'object',
      required: ['code'],
      properties: { code: { type: 'string', pattern: '^[0-9]{6}$' } },
      additionalProperties: false,
    })
    const check = () => cli('generate', '--check', '--json-schema', 'schemas')
    expect(await check()).toMatchObject({
      code: 0,
      stdout: 'src/tidings.gen.ts up to date  2 contracts\nschemas up to date\n',
    })
    await writeFile(file, '{}')
    await writeFile(join(project.folder, 'schemas/ours.schema.json'), '{ "$id": "https://example.com/ours" }')
    await project.write({
      'schemas/gone.schema.json': '{\n  "$id": "urn:tidings:contract:gone:1"\n}\n',
    })
    expect(await check()).toMatchObject({
      code: 1,
      stdout:
        'src/tidings.gen.ts up to date  2 contracts\nschemas/one-time-code.schema.json out of date\nschemas/gone.schema.json left over\n',
    })
    expect((await cli('generate', '--json-schema', 'schemas')).stdout).toContain('schemas/gone.schema.json removed\n')
    expect((await check()).code).toBe(0)
  })
})

describe('publish <bundle>', () => {
  let shop: LedgerProject
  beforeAll(async () => {
    shop = await makeLedgerProject()
  })
  afterAll(() => shop.remove())

  it('publishes what is in it, with nothing of the templates there, and asks as publish does', async () => {
    await shop.project.write({
      'own/parcel-ready/sms.liquid': 'Ready',
      'own/parcel-ready/template.yaml':
        'title: Ready\ncategory: news\nlane: bulk\nlocales: [en]\ndata: { type: object, properties: {} }\nchannels: { sms: {} }\n',
      'tidings.yaml': (await readFile(join(shop.project.folder, 'tidings.yaml'), 'utf8')).concat(
        'templates: nowhere\n',
      ),
    })
    await mkdir(join(shop.project.folder, 'nowhere'))
    const here = join(shop.project.folder, 'here.yaml')
    await writeFile(here, (await readFile(join(shop.project.folder, 'tidings.yaml'), 'utf8')).replace('nowhere', 'own'))
    expect((await shop.cli(['bundle', '--config', 'here.yaml', '-o', 'all.json'])).code).toBe(0)
    const published = await shop.cli(['publish', './all.json'])
    expect([published.code, published.stdout.replace(/[0-9a-f]{4}/, '#')]).toEqual([
      0,
      '  parcel-ready  #  now active in test\n',
    ])
    expect((await shop.cli(['publish', './all.json', 'parcel-ready'])).stdout).toContain('unchanged')
    const production = await shop.cli(['publish', './all.json', '--env', 'live'])
    expect([production.code, production.stderr]).toEqual([2, expect.stringContaining('--confirm live')])
    const unknown = await shop.cli(['publish', './all.json', 'parcel-redy'])
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('did you mean `parcel-ready`?')])
    expect((await shop.cli(['publish', './all.json', './all.json'])).stderr).toContain(
      'one bundle is published at a time',
    )
  })

  it('compiles nothing, so that an image without mjml and liquidjs can run it', async () => {
    const watch = await watchLoading()
    try {
      const { packages, stdout } = await watch.run(shop.project.folder, ['publish', './all.json'], {
        DATABASE_URL: shop.rig.url,
        USER: 'ops',
      })
      expect(stdout).toContain('parcel-ready')
      expect(packages).toContain('pg')
      expect(
        packages.filter((name) => /^(?:mjml|liquidjs|htmlparser2|css-tree|html-to-text|juice)/.test(name)),
      ).toEqual([])
    } finally {
      await watch.remove()
    }
  })

  it.each([
    ['a folder', './nowhere', 'error `./nowhere` is no file\nhint: give the file that `tidings bundle` wrote\n'],
    [
      'a device without an end',
      '/dev/zero',
      'error `/dev/zero` is no file\nhint: give the file that `tidings bundle` wrote\n',
    ],
  ])('refuses %s', async (_, where, says) => {
    expect(await shop.cli(['publish', where])).toEqual({ code: 1, stdout: '', stderr: says })
  })

  it('refuses one whose categories mean something else here', async () => {
    await shop.project.write({
      'other.yaml': (await readFile(join(shop.project.folder, 'here.yaml'), 'utf8')).replace('news:', 'other:'),
    })
    const { code, stderr } = await shop.cli(['publish', './all.json', '--config', 'other.yaml'])
    expect(code).toBe(2)
    expect(stderr).toContain('parcel-ready: news is not marketing in the bundle, and is not known here')
  })
})
