import type { LintExample } from '#dispatcher/lint/lint-rule.js'
import { lintTemplates } from '#dispatcher/lint/lint-templates.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { templateOf } from './sound-template.js'

/** One compiler for all tests of a file. */
export const mjml: MjmlCompiler = createMjmlCompiler()

const brand = {
  name: 'main',
  sender: { email: 'a@shop.example', name: 'Shop' },
  variables: { host: 'shop.example' },
}
const categories = { orders: { marketing: false }, offers: { marketing: true } }

/** What every rule finds in the sound template with an example laid over it, sent by this sender, as `RULE file:line:column message`. */
export async function findingsIn(example: LintExample, sms = 'Shop'): Promise<readonly string[]> {
  const dress = { ...brand, sender: { ...brand.sender, sms } }
  const [linted] = await lintTemplates([templateOf(example)], {
    mjml,
    brand: dress,
    brands: { main: dress },
    categories,
  })
  return (linted?.findings ?? []).map(
    ({ rule, file, line, column, message }) => `${rule} ${file.replace('example/', '')}:${line}:${column} ${message}`,
  )
}

/** A template.yaml of one channel, whose data is a name and a URL. */
export function definitionOf(
  channels: string,
  { category = 'orders', lane = 'transactional', locales = '[en]', name = 'maxLength: 7', url = 'maxLength: 24' } = {},
): string {
  return `title: Order shipped
category: ${category}
lane: ${lane}
locales: ${locales}
data:
  type: object
  required: [name, url]
  properties:
    name: { type: string, ${name} }
    url: { type: string, format: uri, pattern: '^https?://', ${url} }
channels:
  ${channels}
`
}

/** A sample with these values. */
export function sampleOf(data: { readonly name?: string; readonly url?: string }): string {
  return JSON.stringify({
    to: { phone: '+4915112345678', push: [{ token: 't', app: 'ios' }] },
    data: { name: 'Ann', url: 'https://shop.example/t/1', ...data },
  })
}
