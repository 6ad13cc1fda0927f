import { afterAll, describe, expect, it } from 'vitest'

import { loadTemplate } from '#dispatcher/render/index.js'
import { renderLimits } from '#dispatcher/render/limits.js'
import { compileTemplate, type TemplateSource } from '#dispatcher/templates/index.js'
import { filterNames } from '#dispatcher/templates/language/expression.js'
import { allowedTags } from '#dispatcher/templates/language/tags.js'

import { mjml, spell } from '../template-source.js'
import { differencesTable, examples, fenced, files, page } from './page.js'

afterAll(() => mjml.close())

const data: unknown = JSON.parse(fenced('data'))

function sourceOf(body: string): TemplateSource {
  const schema = fenced('schema').replace(/^/gm, '  ')
  const catalogues = Object.entries(files).filter(([path]) => path.startsWith('locales/'))
  return {
    name: 'example',
    yaml: `title: Example\ncategory: orders\nlane: bulk\nlocales: [en, de]\ndata:\n${schema}\nchannels: { sms: {} }\n`,
    files: { 'sms.liquid': `|${body}|`, ...Object.fromEntries(catalogues) },
    partials: Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith('_'))),
    samples: {},
    assets: { 'mark.png': '3f9a1c20' },
  }
}

/** Compiled and rendered as the page says, or the first error. */
async function resultOf(body: string): Promise<string> {
  const { artefact, findings } = await compileTemplate(sourceOf(body), { mjml })
  if (artefact === undefined) {
    const errors = findings.filter(({ severity }) => severity === 'error').map(spell)
    return `✗ ${errors[0]?.replace(/ example\/sms.liquid:\d+:\d+/, '')}`
  }
  const rendered = loadTemplate(artefact).render({
    channel: 'sms',
    address: '+4915112345678',
    recipient: { phone: '+4915112345678', locale: 'en-GB', timeZone: 'Europe/Berlin' },
    data,
    brand: {
      name: 'main',
      sender: { email: 'a@shop.example', name: 'Shop' },
      variables: {},
      assetBase: 'https://cdn.example',
    },
    admittedAt: new Date('2026-11-24T09:30:00Z'),
    messageId: '0199.1',
  })
  // Intl separates with spaces that look alike.
  return rendered.channel === 'sms'
    ? rendered.text
        .slice(1, -1)
        .replace(/[\u00a0\u202f\u2009]/g, ' ')
        .trim()
    : ''
}

describe('the page about the language', () => {
  it.each(examples)('$template → $result', async ({ template, result }) => {
    const found = await resultOf(template)
    if (result.startsWith('✗')) expect(found.startsWith(result), `${found} begins as ${result}`).toBe(true)
    else expect(found).toBe(result.trim())
  })

  it('has a mail in HTML that compiles', async () => {
    const [, html = ''] = /```html email\.html\n([\s\S]*?)```/.exec(page) ?? []
    const source = sourceOf('')
    const yaml = source.yaml.replace('{ sms: {} }', '{ email: { subject: Dishes } }')
    const { artefact, findings } = await compileTemplate({ ...source, yaml, files: { 'email.html': html } }, { mjml })
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(artefact?.email?.de).toBeDefined()
  })

  const kept = examples.filter(({ result }) => !result.startsWith('✗')).map(({ template }) => template)

  it('shows every filter of the compiler, and none that there is not', () => {
    const shown = new Set(kept.join('\n').match(/(?<=\| )\w+/g))
    expect([...shown].sort()).toEqual([...filterNames].sort())
  })

  it('shows every tag of the compiler, and none that there is not', () => {
    const tags = kept.join('\n').replace(/\{% (raw|comment) %\}[\s\S]*?(?=\{% end\1)/g, '{% $1 %}')
    const shown = new Set(tags.match(/(?<=\{% )(?:\w+|#)/g))
    expect([...shown].sort()).toEqual([...allowedTags].sort())
  })

  it('has the table of differences that the tests prove', () => {
    expect(page).toContain(differencesTable)
  })

  it('states the limits that the renderer has', () => {
    for (const limit of [renderLimits.output, renderLimits.rounds]) expect(page).toContain(limit.toLocaleString('en'))
    expect(page).toContain(`partials included | ${renderLimits.nesting} |`)
  })
})
