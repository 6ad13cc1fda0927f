import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { mailWith } from '#dispatcher/lint/example-mail.js'
import type { LintRule } from '#dispatcher/lint/lint-rule.js'
import { lintTemplates } from '#dispatcher/lint/lint-templates.js'
import { lintRules } from '#dispatcher/lint/registry.js'
import { readTemplates } from '#dispatcher/templates/load/read-templates.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { greeting } from '../support/rig.js'
import { templateOf } from './sound-template.js'

let mjml: MjmlCompiler
let folder: string
beforeAll(async () => {
  mjml = createMjmlCompiler()
  folder = await mkdtemp(join(tmpdir(), 'tidings-lint-'))
})
afterAll(async () => {
  await mjml.close()
  await rm(folder, { recursive: true, force: true })
})

const brand = { name: 'main', sender: { email: 'a@shop.example', name: 'Shop' }, variables: {} }
const lint = async (files: Readonly<Record<string, string>>, rules?: readonly LintRule[]) => {
  const root = await mkdtemp(join(folder, 'case-'))
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), text)
  }
  return lintTemplates(await readTemplates(root), {
    mjml,
    brand,
    brands: {},
    ...(rules === undefined ? {} : { rules }),
  })
}
const withSample = (data: unknown) => ({
  'hello/template.yaml': greeting['template.yaml'] ?? '',
  'hello/sms.liquid': greeting['sms.liquid'] ?? '',
  'hello/samples/short.json': JSON.stringify({ to: { phone: '+4915112345678' }, data }, null, 2),
})

test('a template that compiles and whose samples fit has no finding', async () => {
  expect(await lint(withSample({ name: 'Ann' }))).toMatchObject([{ name: 'hello', findings: [] }])
})

test('a template without samples is a warning', async () => {
  const { 'hello/samples/short.json': _, ...files } = withSample({})
  expect((await lint(files))[0]?.findings).toMatchObject([
    { rule: 'TPL403', severity: 'warning', file: 'hello/template.yaml' },
  ])
})

test('a sample that does not fit is a finding at its line', async () => {
  expect((await lint(withSample({ name: 7 })))[0]?.findings).toMatchObject([
    { rule: 'TPL401', file: 'hello/samples/short.json', line: 6 },
  ])
})

test('an unknown value is a finding with line and column and the names that are known', async () => {
  const [linted] = await lint({ ...withSample({ name: 'Ann' }), 'hello/sms.liquid': 'Hello\n  {{ nam }}' })
  const finding = linted?.findings.find(({ rule }) => rule === 'TPL104')
  expect(finding).toMatchObject({ file: 'hello/sms.liquid', line: 2, column: 6, severity: 'error' })
  expect(finding?.message).toContain('`nam`')
  expect(finding?.message).toContain('name')
})

test('a broken template never hides the findings of another', async () => {
  const linted = await lint({ ...withSample({ name: 7 }), 'broken/template.yaml': 'title: [' })
  expect(linted.map(({ name, findings }) => [name, findings.length > 0])).toEqual([
    ['broken', true],
    ['hello', true],
  ])
})

test('a rule is a folder and a line: a new one runs beside the others', async () => {
  const shout: LintRule = {
    id: 'TPL999',
    group: 'text',
    severity: 'warning',
    title: 'Nobody shouts.',
    why: 'Shouting frightens people.',
    source: 'good manners',
    fix: 'end with a full stop',
    bad: { 'sms.liquid': 'Hello {{ name }}!' },
    good: { 'sms.liquid': 'Hello {{ name }}.' },
    check: ({ documents }, report) => {
      for (const { text, placeAt } of documents)
        for (const { index } of text.matchAll(/!/g)) report(placeAt(index), 'an exclamation mark')
    },
  }
  const [linted] = await lint({ ...withSample({ name: 'Ann' }), 'hello/sms.liquid': 'Hello {{ name }}!' }, [
    ...lintRules,
    shout,
  ])
  expect(linted?.findings).toMatchObject([
    { rule: 'TPL999', file: 'hello/sms.liquid', line: 1, column: 17, hint: 'end with a full stop' },
  ])
})

test('the starter templates have no finding', async () => {
  const starters = await readTemplates(fileURLToPath(new URL('../../../../templates', import.meta.url)))
  const linted = await lintTemplates(starters, {
    mjml,
    categories: { security: {}, 'order-updates': {}, offers: { marketing: true } },
    brand: {
      ...brand,
      variables: {
        domain: 'shop.example',
        support_email: 'a@shop.example',
        postal_address: 'Road 1',
      },
    },
    brands: {},
  })
  expect(linted.map(({ name }) => name)).toEqual(['one-time-code', 'order-shipped', 'weekly-menu'])
  expect(linted.flatMap(({ findings }) => findings)).toEqual([])
})

test('pieces of a brand are judged in their own files, by what stands in the mail of the brand', async () => {
  const { source } = templateOf(mailWith('<mj-include path="top.mjml" />'))
  if (source === undefined) throw new Error('no source')
  const bad = '<mj-image src="https://berry.example/box.png" />'
  const dressed = {
    ...source,
    partials: { '_partials/top.mjml': '<mj-text>The shop</mj-text>' },
    brands: { berry: { partials: { '_partials/top.mjml': bad, '_partials/idle.mjml': bad }, assets: {} } },
  }
  const sms = { ...brand, sender: { ...brand.sender, sms: 'Shop' } }
  const findingsOf = async (template: typeof source): Promise<readonly string[] | undefined> => {
    const options = { mjml, brand: sms, brands: { main: sms, berry: { ...sms, key: 'berry' } } }
    const [linted] = await lintTemplates([{ name: 'example', findings: [], source: template }], options)
    return linted?.findings.map(({ rule, file, line, column }) => `${rule} ${file}:${line}:${column}`)
  }
  expect(await findingsOf(dressed)).toEqual(['TPL571 _brands/berry/_partials/top.mjml:1:1'])
  const alone = { ...dressed, yaml: `${source.yaml}brands: [berry]\n` }
  expect(await findingsOf(alone)).toEqual(['TPL571 _brands/berry/_partials/top.mjml:1:1'])
  const never = { ...dressed, yaml: `${source.yaml}brands: [main]\n` }
  expect(await findingsOf(never)).toEqual([])
})
