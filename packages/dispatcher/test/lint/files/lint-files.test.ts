import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findMarkup } from '#dispatcher/lint/files/find-markup.js'
import { lintFiles, lintText } from '#dispatcher/lint/files/lint-files.js'
import type { LintRule } from '#dispatcher/lint/lint-rule.js'
import { lintRules } from '#dispatcher/lint/registry.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidings-files-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const brand = { name: 'main', sender: { email: 'a@shop.example', name: 'Shop' }, variables: {} }
const options = { brand, brands: {} }
/** What mjml would swallow; rules of the registry have tests of their own. */
const structure = (text: string, file = 'x.mjml') =>
  lintText(file, text, { ...options, rules: [] }).findings.map(({ rule, line, column }) => `${rule} ${line}:${column}`)

describe('a single file', () => {
  const mail = (inner: string): string => `<mjml>\n<mj-body>\n${inner}\n</mj-body>\n</mjml>`

  it('has findings where mjml would swallow something, with line and column', () => {
    const section = '<mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section>'
    expect(structure(mail(section))).toEqual([])
    expect(structure(mail(section.replace('</mj-column>', '')))).toEqual(['TPL201 3:13'])
    expect(structure(mail('lost <mj-sektion></mj-sektion>'))).toEqual(['TPL203 3:1', 'TPL202 3:6'])
  })

  it.each([
    ['Handlebars', '{{#each rows}}<mj-section {{#if wide}}full-width="full-width"{{/if}}></mj-section>{{/each}}'],
    [
      'Jinja',
      '{% for r in rows %}<mj-section background-color="{% if a < b %}#fff{% endif %}"></mj-section>{% endfor %}',
    ],
    ['ERB', '<% rows.each do |r| %><mj-section css-class="<%= r["a"] > 1 ? "x" : "y" %>"></mj-section><% end %>'],
    [
      'merge tags',
      '<mj-section><mj-column><mj-text>*|IF:FNAME|* Dear *|FNAME|* *|END:IF|*</mj-text></mj-column></mj-section>',
    ],
    ['branches', '{{#if a}}<mj-section full-width="full-width">{{else}}<mj-section>{{/if}}</mj-section>'],
    ['includes', '<mj-include path="./footer.mjml" /><mj-include path="x.css" type="css"></mj-include>'],
  ])('may hold %s, which is opaque', (_, inner) => {
    expect(structure(mail(inner))).toEqual([])
  })

  it('may be a piece that others include, or nothing of MJML at all', () => {
    expect(structure('<mj-section><mj-column /></mj-section>\n<mj-section>')).toEqual(['TPL201 2:1'])
    expect(structure('<p>Unsubscribe</p>')).toEqual([])
    expect(structure('')).toEqual([])
  })

  it('is a mail to the rules, without source, data or samples', () => {
    const seen: unknown[] = []
    const look: LintRule = {
      ...(lintRules[0] as LintRule),
      check: (subject) => {
        const [document] = subject.documents
        seen.push([document?.channel, document?.language, subject.source, subject.artefact, subject.renders()])
      },
    }
    for (const [file, text] of [
      ['newsletter.html', '<html><body>Hi</body></html>'],
      ['newsletter.mjml', '<mjml></mjml>'],
      ['footer.html', '<p>Hi</p>'],
    ] as const)
      lintText(file, text, { ...options, rules: [look] })
    expect(seen).toEqual([
      ['email', 'html', undefined, undefined, []],
      ['email', 'mjml', undefined, undefined, []],
      [undefined, 'html', undefined, undefined, []],
    ])
  })

  it('gives no rule a reason to fail', () => {
    for (const text of [
      '',
      '<',
      '<mjml',
      '<mjml><mj-body>',
      '{{',
      '<p a=',
      '\uD800<mj-text>',
      '<!--',
      '<mj-text a="{{"',
    ])
      for (const file of ['x.mjml', 'x.html']) expect(() => lintText(file, text, options)).not.toThrow()
  })
})

it('finds every MJML and HTML file below a folder, but not what was installed or hidden', async () => {
  const files = [
    'b.html',
    'a/c.mjml',
    'a/d.htm',
    'a/e.txt',
    'node_modules/x/f.mjml',
    '.git/g.html',
    'with space/h.mjml',
  ]
  const root = join(folder, 'find')
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), '')
  }
  await symlink(root, join(root, 'a/around'))
  expect(await findMarkup(root)).toEqual(['a/c.mjml', 'a/d.htm', 'b.html', 'with space/h.mjml'])
})

it('tells of files that cannot be read, and of links that lead out', async () => {
  const root = join(folder, 'bad')
  await mkdir(root)
  await writeFile(join(folder, 'secret.html'), '<p>outside</p>')
  await symlink('../secret.html', join(root, 'a.html'))
  await writeFile(join(root, 'b.html'), Buffer.from([0x3c, 0xff, 0xfe]))
  await writeFile(join(root, 'c.mjml'), `<mjml>${' '.repeat(513 * 1024)}</mjml>`)
  await symlink('nowhere', join(root, 'd.html'))
  await writeFile(join(root, 'e.mjml'), '\uFEFF<mjml>\r\n<mj-body>\r\n</mjml>')
  const linted = await lintFiles(root, await findMarkup(root), { ...options, rules: [] })
  expect(linted.flatMap(({ findings }) => findings.map(({ rule, file, line }) => `${rule} ${file}:${line}`))).toEqual([
    'TPL006 a.html:1',
    'TPL008 b.html:1',
    'TPL008 c.mjml:1',
    'TPL008 d.html:1',
    'TPL201 e.mjml:2',
  ])
})
