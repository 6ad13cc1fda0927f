import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { configuration, makeProject, type Project } from '../support/project.js'
import { runCli } from '../support/run-cli.js'

let project: Project
beforeEach(async () => {
  project = await makeProject()
})
afterEach(() => project.remove())
const cli = (...args: string[]) => runCli(args, { cwd: project.folder })

describe('templates', () => {
  it('lists what lies on disk, broken ones too', async () => {
    await project.write({ 'templates/broken/template.yaml': 'title: [' })
    const { code, stdout, stderr } = await cli('templates')
    expect([code, stderr]).toEqual([0, '  tidings lint shows the errors\n'])
    expect(
      stdout.replace(/ [0-9a-f]{4} /, ' 7c1e '),
    ).toBe(`  template     version  lane           category       steps        locales
  broken       1 error
  order-ready  7c1e     transactional  order-updates  email + sms  en de
`)
  })
})

describe('templates support', () => {
  it('shows what a template uses that some mail clients do not know', async () => {
    await project.write({
      'templates/order-ready/email.mjml':
        '<mjml><mj-body><mj-raw><p style="gap:4px;color:red">x</p></mj-raw></mj-body></mjml>',
    })
    const { code, stdout } = await cli('templates', 'support', 'order-ready')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^order-ready {2}of \d+ features \d+ work everywhere, \d+ partly, \d+ not\n/)
    expect(stdout).toMatch(/ gap: +1 +order-ready\/email\.mjml:1:34 +Outlook for Windows 2019/)
    expect(stdout).toMatch(/10 clients of lint\.clients, as caniemail\.com knew them on \d{4}-\d\d-\d\d\n$/)
  })

  it('asks about the clients of tidings.yaml, and answers in JSON', async () => {
    await project.write({
      'tidings.yaml': `${configuration}lint: { clients: [apple-mail.ios] }\n`,
      'templates/order-ready/email.mjml': '<mjml><mj-body><mj-raw><p style="gap:4px">x</p></mj-raw></mj-body></mjml>',
    })
    const data = JSON.parse((await cli('templates', 'support', '--json')).stdout)
    expect(data.clients).toEqual(['apple-mail.ios'])
    const gap = data.templates[0].features.find(({ feature }: { feature: string }) => feature === 'css-gap')
    expect(gap).toMatchObject({ form: 'gap:', support: [{ client: 'apple-mail.ios', level: 'yes', version: '' }] })
  })

  it('says which template was meant', async () => {
    expect(await cli('templates', 'support', 'order-redy')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('order-ready'),
    })
  })
})

describe('render', () => {
  it('shows every channel of a sample', async () => {
    const { code, stdout } = await cli('render', 'order-ready')
    expect(code).toBe(0)
    expect(stdout).toContain('email  to ann@example.com  from Fennel <orders@fennel.example>')
    expect(stdout).toContain('\n  Order A-17 is ready\n')
    expect(stdout).toContain('\n  Order A-17 waits for you.\n')
    expect(stdout).toContain(
      'sms  to +4915112345678  from Fennel  GSM-7  1 segment  132 left\n  Fennel: order A-17 is ready.\n',
    )
  })

  it('takes another locale and one channel', async () => {
    expect((await cli('render', 'order-ready', '--locale', 'de-AT', '--channel', 'sms')).stdout).toBe(
      'sms  to +4915112345678  from Fennel  GSM-7  1 segment  125 left\n  Fennel: Bestellung A-17 ist fertig.\n',
    )
  })

  it('writes the mail to a file or to stdout, and its HTML', async () => {
    const written = await cli('render', 'order-ready', '--out', 'mail.eml')
    expect([written.code, written.stdout]).toEqual([0, ''])
    expect(written.stderr).toMatch(/^mail\.eml written, \d/)
    const file = await readFile(join(project.folder, 'mail.eml'), 'latin1')
    expect(file).toContain('\r\nSubject: Order A-17 is ready\r\n')
    expect((await cli('render', 'order-ready', '--out', '-')).stdout).toContain('Subject: Order A-17 is ready\r\n')
    expect((await cli('render', 'order-ready', '--html')).stdout).toMatch(
      /^<!doctype html>[\s\S]*Order A-17 waits for you\./i,
    )
  })

  it('writes every sample in every channel and locale, and a page that leads to them', async () => {
    const { code, stdout } = await cli('render', '--all', '--out', 'renders')
    expect([code, stdout]).toEqual([0, '4 messages of 1 template  renders/index.html\n'])
    const renders = join(project.folder, 'renders')
    const ofMail = (locale: string) => ['eml', 'html', 'sms.txt', 'txt'].map((ending) => `short.${locale}.${ending}`)
    expect(await readdir(join(renders, 'order-ready'))).toEqual([...ofMail('de'), ...ofMail('en')])
    const text = (file: string) => readFile(join(renders, 'order-ready', file), 'utf8')
    expect(await text('short.de.sms.txt')).toBe('Fennel: Bestellung A-17 ist fertig.\n')
    expect(await text('short.en.html')).toContain('Order A-17 waits for you.')
    expect(await text('short.de.eml')).toContain('\r\nSubject: Bestellung A-17 ist fertig\r\n')
    const page = await readFile(join(renders, 'index.html'), 'utf8')
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href)
    expect(links).toHaveLength(8)
    for (const link of links) expect((await stat(join(renders, decodeURIComponent(link)))).isFile()).toBe(true)
  })

  it('writes the same bytes again, and one channel and locale alone', async () => {
    await cli('render', 'order-ready', '--all', '--out', 'first')
    await cli('render', 'order-ready', '--all', '--out', 'second', '--channel', 'email', '--locale', 'de')
    const folders = ['first', 'second'].map((name) => join(project.folder, name, 'order-ready'))
    expect(await readdir(folders[1] ?? '')).toEqual(['short.de.eml', 'short.de.html', 'short.de.txt'])
    const [first, second] = await Promise.all(folders.map((each) => readFile(join(each, 'short.de.eml'), 'utf8')))
    expect(second).toBe(first)
  })

  it('says what does not render, and writes the rest', async () => {
    await project.write({
      'templates/order-ready/samples/bad.json': '{ "to": {}, "data": { "order": {} } }',
      'templates/broken/template.yaml': 'title: [',
    })
    const { code, stdout } = await cli('render', '--all', '--out', 'renders')
    expect(code).toBe(1)
    expect(stdout).toContain('TPL002 broken/template.yaml:1:9 ')
    expect(stdout).toContain('order-ready sample bad: /order lacks the property "id"\n')
    expect(stdout).toContain('4 messages of 2 templates  renders/index.html\n')
  })

  it('escapes on the page what customers wrote', async () => {
    await project.write({
      'templates/order-ready/samples/short.json': '{ "to": {}, "data": { "order": { "id": "<img src=x>" } } }',
    })
    await cli('render', '--all', '--out', 'renders')
    const page = await readFile(join(project.folder, 'renders/index.html'), 'utf8')
    expect(page).not.toContain('<img')
    expect(page).toContain('Order &#60;img src=x&#62; is ready')
  })

  it('asks for a folder, and for a template', async () => {
    for (const args of [['--all'], ['--all', '--out', '-'], ['--all', '--out', 'x', '--html']]) {
      expect(await cli('render', ...args)).toMatchObject({ code: 2, stdout: '' })
    }
    expect(await cli('render')).toMatchObject({ code: 2, stderr: expect.stringContaining('which template?') })
  })

  it('answers in JSON', async () => {
    const { stdout } = await cli('render', 'order-ready', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'rendered',
      sample: 'short',
      messages: [
        {
          channel: 'email',
          to: 'ann@example.com',
          subject: 'Order A-17 is ready',
          from: 'Fennel <orders@fennel.example>',
        },
        {
          channel: 'sms',
          text: 'Fennel: order A-17 is ready.',
          encoding: 'GSM-7',
          units: 28,
          segments: 1,
          unused: 132,
        },
      ],
    })
  })
})

describe('generate', () => {
  it('needs nothing of a template but its definition', async () => {
    await writeFile(join(project.folder, 'templates/order-ready/sms.liquid'), Buffer.from([0xff, 0xfe, 0x61]))
    await writeFile(join(project.folder, 'templates/order-ready/samples/short.json'), '{')
    const { code, stdout } = await cli('generate', '--check')
    expect([code, stdout]).toEqual([1, 'src/tidings.gen.ts missing  1 contract\n'])
  })

  it('writes the contracts, then finds them up to date, then out of date', async () => {
    expect(await cli('generate', '--check')).toEqual({
      code: 1,
      stdout: 'src/tidings.gen.ts missing  1 contract\n',
      stderr: 'run `tidings generate` and commit the file\n',
    })
    expect(await cli('generate')).toEqual({ code: 0, stdout: 'src/tidings.gen.ts written  1 contract\n', stderr: '' })
    expect((await cli('generate', '--check')).stdout).toBe('src/tidings.gen.ts up to date  1 contract\n')
    const generated = await readFile(join(project.folder, 'src/tidings.gen.ts'), 'utf8')
    expect(generated).toContain('export interface OrderReadyData')
    await project.write({
      'templates/order-ready/template.yaml':
        'title: x\ncategory: order-updates\nlane: bulk\nsteps: { all: [sms] }\nlocales: [en]\ndata: { type: object }\nchannels: { sms: {} }\n',
    })
    const { code, stdout } = await cli('generate', '--check')
    expect([code, stdout]).toEqual([1, 'src/tidings.gen.ts out of date  1 contract\n'])
  })

  it('writes where it is told', async () => {
    expect((await cli('generate', '--out', 'gen/contracts.ts')).stdout).toBe('gen/contracts.ts written  1 contract\n')
    expect(await readFile(join(project.folder, 'gen/contracts.ts'), 'utf8')).toContain('order-ready')
  })
})
