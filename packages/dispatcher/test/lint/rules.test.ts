import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { LintExample, LintRule } from '#dispatcher/lint/lint-rule.js'
import { lintTemplates } from '#dispatcher/lint/lint-templates.js'
import { lintRules } from '#dispatcher/lint/registry.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { templateOf } from './sound-template.js'

let mjml: MjmlCompiler
beforeAll(() => {
  mjml = createMjmlCompiler()
})
afterAll(() => mjml.close())

const plain = { name: 'main', sender: { email: 'a@shop.example', name: 'Shop', sms: 'Shop' }, variables: {} }
const brand = { ...plain, assetBase: 'https://assets.shop.example' }
const categories = { orders: { marketing: false }, offers: { marketing: true } }
async function rulesFound(example: LintExample): Promise<readonly string[]> {
  const [linted] = await lintTemplates([templateOf(example)], {
    mjml,
    brand,
    brands: { main: brand, plain },
    categories,
  })
  return (linted?.findings ?? []).map(({ rule, message }) => `${rule} ${message}`)
}

it('finds nothing in the template that examples are laid over', async () => {
  expect(await rulesFound({})).toEqual([])
})

it('has an id for each rule, in order, and none twice', () => {
  const ids = lintRules.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort())
  for (const id of ids) expect(id).toMatch(/^TPL\d{3}$/)
})

describe.each(lintRules.map((rule): [string, LintRule] => [`${rule.id} ${rule.title}`, rule]))('%s', (_, rule) => {
  it('finds its bad example, and nothing else in it', async () => {
    expect(await rulesFound(rule.bad)).toEqual([expect.stringMatching(new RegExp(`^${rule.id} `))])
  })

  it('finds nothing in its good example', async () => {
    expect(await rulesFound(rule.good)).toEqual([])
  })

  it('says in whole sentences what it guards, why, and where that is written', () => {
    expect(rule.title).toMatch(/^[A-Z`].*\.$/)
    expect(rule.why).toMatch(/^[A-Z`].*\.$/s)
    expect(rule.source).not.toBe('')
    expect(rule.fix).not.toBe('')
  })
})
