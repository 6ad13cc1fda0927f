import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { readTemplate, readTemplates, templateNames } from '#dispatcher/templates/index.js'

let root = ''
let folder = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidings-templates-'))
  folder = join(root, 'templates')
  await write('templates/welcome/template.yaml', 'title: Welcome\n')
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), content)
}

describe('reading a folder of templates', () => {
  it('gives each with its bodies, partials, samples and the shared pieces', async () => {
    await write('templates/welcome/email.mjml', '\ufeff<mjml>\r\n</mjml>')
    await write('templates/welcome/notes.md', 'not a part of it')
    await write('templates/welcome/samples/short.json', '{}')
    await write('templates/_partials/footer.mjml', '<mj-text/>')
    await write('templates/_layouts/head.mjml', '<mj-attributes/>')
    await write('templates/_assets/logo.png', 'x')
    await write('templates/.git/config', 'x')
    expect(await templateNames(folder)).toEqual(['welcome'])
    expect(await readTemplates(folder)).toEqual([
      {
        name: 'welcome',
        findings: [],
        idleAssets: ['_assets/logo.png'],
        source: {
          name: 'welcome',
          yaml: 'title: Welcome\n',
          files: { 'email.mjml': '<mjml>\n</mjml>' },
          partials: { '_layouts/head.mjml': '<mj-attributes/>', '_partials/footer.mjml': '<mj-text/>' },
          assets: { 'logo.png': '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881' },
          samples: { short: '{}' },
        },
      },
    ])
  })

  it('knows pictures and pieces of brands, and of what leads out of the folder no more than that', async () => {
    const other = join(root, 'branded')
    const put = (path: string, content: string | Uint8Array) => write(`branded/${path}`, content)
    await put('menu/template.yaml', 'title: Menu\n')
    await put('_assets/dishes/pea soup.png', 'a')
    await put('_assets/.DS_Store', 'x')
    await put('_brands/berry/_assets/dishes/pea soup.png', 'b')
    await put('_brands/berry/_layouts/head.mjml', '<mj-text/>')
    await put('_brands/berry/_locales/en.yaml', 'not one of a brand')
    await put('_assets/large.png', Buffer.alloc(10 * 1024 * 1024 + 1))
    await write('outside/secret.png', 'secret')
    await symlink(join(root, 'outside/secret.png'), join(other, '_assets/out.png'))
    await symlink(join(root, 'outside'), join(other, '_assets/folder'))
    await symlink('/', join(other, '_brands/berry/_partials'))
    await mkdir(join(other, '_brands/cherry'))
    await symlink('/', join(other, '_brands/cherry/_assets'))
    const [menu] = await readTemplates(other)
    const hashed = (text: string) => createHash('sha256').update(text).digest('hex')
    expect(menu?.source).toMatchObject({
      partials: {},
      assets: { 'dishes/pea soup.png': hashed('a') },
      brands: {
        berry: { partials: { '_layouts/head.mjml': '<mj-text/>' }, assets: { 'dishes/pea soup.png': hashed('b') } },
        cherry: { partials: {}, assets: {} },
      },
    })
    expect(Object.keys(menu?.source?.assets ?? {})).toHaveLength(1)
    expect(menu?.findings.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
      'TPL006 _assets/folder',
      'TPL008 _assets/large.png',
      'TPL006 _assets/out.png',
      'TPL009 _brands/berry/_locales',
      'TPL006 _brands/cherry/_assets',
    ])
    expect(menu?.idleAssets).toEqual(['_assets/dishes/pea soup.png', '_brands/berry/_assets/dishes/pea soup.png'])
  })

  it('reads no file outside of the folder, whatever a link says', async () => {
    await write('secret.liquid', 'secret')
    await write('elsewhere/template.yaml', 'title: Elsewhere\n')
    await symlink(join(root, 'secret.liquid'), join(folder, 'welcome', 'sms.liquid'))
    await symlink(join(root, 'elsewhere'), join(folder, 'linked'))
    const [linked, welcome] = await readTemplates(folder)
    expect(linked).toEqual({
      name: 'linked',
      findings: [expect.objectContaining({ rule: 'TPL006', file: 'linked/template.yaml' })],
    })
    expect(welcome?.source?.files).toEqual({})
    expect(welcome?.findings).toEqual([
      expect.objectContaining({ rule: 'TPL006', file: 'welcome/sms.liquid', line: 1 }),
    ])
  })

  it('takes a link that stays inside', async () => {
    await write('templates/_partials/footer.liquid', 'footer')
    await symlink(join(folder, '_partials', 'footer.liquid'), join(folder, 'welcome', 'sms.liquid'))
    expect((await readTemplate(folder, 'welcome')).source?.files).toEqual({ 'sms.liquid': 'footer' })
  })

  it.each([
    ['bytes that are not UTF-8', new Uint8Array([0x61, 0xff, 0x62]), 'TPL008', 1],
    ['a NUL', 'a\nb\0', 'TPL008', 2],
    ['more than 512 KB', 'x'.repeat(512 * 1024 + 1), 'TPL008', 1],
  ])('reports %s', async (_name, content, rule, line) => {
    await write('templates/welcome/sms.liquid', content)
    const { findings, source } = await readTemplate(folder, 'welcome')
    expect(findings).toEqual([expect.objectContaining({ rule, line, file: 'welcome/sms.liquid', template: 'welcome' })])
    expect(source?.files).toEqual({})
  })

  it('reports a folder without template.yaml and a name that is none, beside what is right', async () => {
    await write('templates/empty/email.mjml', '<mjml></mjml>')
    await write('templates/My Template/template.yaml', 'title: x')
    const read = await readTemplates(folder)
    expect(read.map(({ name, findings }) => [name, ...findings.map(({ rule }) => rule)])).toEqual([
      ['My Template', 'TPL009'],
      ['empty', 'TPL001'],
      ['welcome'],
    ])
  })

  it('fails where there is no such folder', async () => {
    await expect(readTemplates(join(root, 'nowhere'))).rejects.toThrow(/ENOENT/)
  })
})
