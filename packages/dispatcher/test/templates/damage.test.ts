import { fileURLToPath } from 'node:url'

import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'

import { loadTemplate } from '#dispatcher/render/index.js'
import { checkSamples, compileTemplate, readTemplates, type TemplateSource } from '#dispatcher/templates/index.js'

import { mjml } from './template-source.js'

afterAll(() => mjml.close())

const folder = fileURLToPath(new URL('../../../../templates', import.meta.url))
const read = await readTemplates(folder)
const sources = read.flatMap(({ source }) => (source === undefined ? [] : [source]))
const brand = {
  name: 'main',
  sender: { email: 'orders@shop.example', name: 'Shop' },
  variables: {
    domain: 'shop.example',
    postal_address: 'Street 1',
    support_email: 'help@shop.example',
  },
}

/** What half-saved and mistyped files look like. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.nat(3), fc.nat(400)),
  added: fc.constantFrom(
    ...[
      '',
      '<',
      '>',
      '"',
      "'",
      '{{',
      '}}',
      '{%',
      '%}',
      '{% if %}',
      '{% endif %}',
      '{{ x }}',
      '{% for a in b %}',
      '</',
      '<!--',
      '-->',
    ],
    ...[
      '<mj-text>',
      '</mj-section>',
      '&',
      '|',
      ':',
      '\n',
      '\t',
      '- ',
      '#',
      '[',
      '{',
      '*a',
      '&a ',
      '\u0000',
      '\ud800',
      '<script>{{ order.id }}',
    ],
  ),
})

const damaged = fc
  .tuple(fc.constantFrom(...sources), fc.nat(), fc.array(damage, { minLength: 1, maxLength: 3 }))
  .map(([source, pick, cuts]): TemplateSource => {
    const names = ['', ...Object.keys(source.files), ...Object.keys(source.partials)]
    const name = names[pick % names.length] ?? ''
    const cut = (text: string): string =>
      cuts.reduce((changed, { at, removed, added }) => {
        const begin = Math.floor(at * changed.length)
        return changed.slice(0, begin) + added + changed.slice(begin + removed)
      }, text)
    if (name === '') return { ...source, yaml: cut(source.yaml) }
    const file = source.files[name]
    return file === undefined
      ? { ...source, partials: { ...source.partials, [name]: cut(source.partials[name] ?? '') } }
      : { ...source, files: { ...source.files, [name]: cut(file) } }
  })

it('any damage to a template gives findings with places, or a template that still works', async () => {
  let broken = 0
  await fc.assert(
    fc.asyncProperty(damaged, async (source) => {
      const { artefact, findings } = await compileTemplate(source, { mjml })
      const errors = findings.filter(({ severity }) => severity === 'error')
      expect(artefact === undefined).toBe(errors.length > 0)
      for (const { file, line, column, message } of findings) {
        expect(file).toMatch(/^(?:[a-z-]+|_partials|_layouts)\/./)
        expect(line).toBeGreaterThan(0)
        expect(column).toBeGreaterThan(0)
        expect(message).not.toMatch(/lqd\d|\uE000|\uE001|undefined is|Cannot read/)
      }
      if (artefact === undefined) broken++
      else {
        expect(loadTemplate(artefact).hash).toBe(artefact.hash)
        checkSamples(source, artefact, { brand })
      }
    }),
    { numRuns: 120, seed: 20261124 },
  )
  expect(broken).toBeGreaterThan(30)
}, 120_000)
