import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { openLintCache } from '#dispatcher/lint/cache/lint-cache.js'
import type { LintRule } from '#dispatcher/lint/lint-rule.js'
import { lintTemplates } from '#dispatcher/lint/lint-templates.js'
import { lintRules } from '#dispatcher/lint/registry.js'
import type { ReadTemplate } from '#dispatcher/templates/load/read-templates.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { templateOf } from '../sound-template.js'

let mjml: MjmlCompiler
let root: string
let folder: string
beforeAll(async () => {
  mjml = createMjmlCompiler()
  root = await mkdtemp(join(tmpdir(), 'tidings-cache-'))
})
beforeEach(async () => {
  folder = join(await mkdtemp(join(root, 'case-')), '.tidings/cache/lint')
})
afterAll(async () => {
  await mjml.close()
  await rm(root, { recursive: true })
})

const brand = { name: 'main', sender: { email: 'a@shop.example', name: 'Shop', sms: 'Shop' }, variables: {} }
/** Tells how often a template was really looked at. */
let looked = 0
const counts: LintRule = {
  ...(lintRules[0] as LintRule),
  id: 'TPL999',
  check: ({ name }, report) => {
    looked += 1
    report({ file: `${name}/template.yaml`, line: 1, column: 1 }, 'seen')
  },
}
const lint = async (template: ReadTemplate, settings: object = {}) => {
  looked = 0
  const options = { mjml, brand, brands: { main: brand }, categories: { orders: {} }, rules: [counts], ...settings }
  const [linted] = await lintTemplates([template], { ...options, cache: await openLintCache(folder) })
  return { looked, rules: linted?.findings.map(({ rule }) => rule) }
}
const partials = { '_partials/used.liquid': 'Hello', '_partials/other.liquid': 'Bye' }
const template = templateOf({ ...partials, 'sms.liquid': "{% render 'used' %} {{ name }}" })
const change = (part: object): ReadTemplate => ({ ...template, source: { ...template.source, ...part } as never })

describe('the cache of findings', () => {
  it('spares a template in which nothing has changed, and answers the same', async () => {
    const first = await lint(template)
    expect(first).toEqual({ looked: 1, rules: ['TPL999'] })
    expect(await lint(template)).toEqual({ looked: 0, rules: ['TPL999'] })
  })

  it.each([
    ['a body', change({ files: { ...template.source?.files, 'sms.liquid': 'Hi {{ name }}' } })],
    ['template.yaml', change({ yaml: `${template.source?.yaml}# more\n` })],
    ['a sample', change({ samples: {} })],
    ['a piece that it uses', change({ partials: { ...partials, '_partials/used.liquid': 'Hey' } })],
    ['which pieces there are', change({ partials: { ...partials, '_partials/more.liquid': '' } })],
    [
      'what reading it found',
      {
        ...template,
        findings: [
          {
            rule: 'TPL008',
            severity: 'error',
            template: 'example',
            file: 'x',
            line: 1,
            column: 1,
            message: 'm',
          } as const,
        ],
      },
    ],
  ])('looks again where %s has changed', async (_, changed) => {
    await lint(template)
    expect((await lint(changed)).looked).toBe(1)
  })

  it('does not look again for a piece that the template does not use', async () => {
    await lint(template)
    expect((await lint(change({ partials: { ...partials, '_partials/other.liquid': 'Ciao' } }))).looked).toBe(0)
  })

  it.each([
    ['severities', { severities: { TPL999: 'error' } }],
    ['brands', { brands: {} }],
    ['categories', { categories: { orders: { marketing: true } } }],
    ['rules', { rules: [counts, ...lintRules] }],
  ])('looks again with other %s', async (_, settings) => {
    await lint(template)
    expect((await lint(template, settings)).looked).toBe(1)
  })

  it('keeps what it knows of other states: going back costs nothing', async () => {
    const other = change({ samples: {} })
    await lint(template)
    await lint(other)
    expect((await lint(template)).looked).toBe(0)
  })

  it('counts as empty where it cannot be read, and changes nothing where it cannot be written', async () => {
    await lint(template)
    await writeFile(join(folder, 'findings.json'), '[[')
    expect((await lint(template)).looked).toBe(1)
    await rm(folder, { recursive: true })
    await writeFile(folder, 'a file in its place')
    expect(await lint(template)).toEqual({ looked: 1, rules: ['TPL999'] })
  })

  it('hides itself from git, and leaves no draft behind', async () => {
    await lint(template)
    expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'findings.json'])
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('*\n')
  })
})
