import { expect, it } from 'vitest'

import { changedTemplates } from '#dispatcher/lint/changed-templates.js'
import type { ReadTemplate } from '#dispatcher/templates/load/read-templates.js'

const partials = {
  '_partials/footer.mjml': '<mj-include path="address.mjml" />',
  '_partials/address.mjml': '',
  '_partials/sign.liquid': '',
}
const template = (name: string, files: Readonly<Record<string, string>>): ReadTemplate => ({
  name,
  findings: [],
  source: { name, yaml: '', files, partials, samples: {} },
})
const all = [
  template('order', { 'email.mjml': '<mj-include path="footer.mjml" />' }),
  template('code', { 'sms.liquid': "{% render 'sign' %}" }),
  template('plain', { 'sms.liquid': "{% render 'gone' %}" }),
  { name: 'broken', findings: [] },
]
const touched = (...paths: string[]) => changedTemplates(all, paths).map(({ name }) => name)

it('is those whose own files have changed, whatever they are', () => {
  expect(touched('code/samples/short.json', 'broken/template.yaml')).toEqual(['code', 'broken'])
  expect(touched('elsewhere/x')).toEqual([])
})

it('is those that use a changed piece, also through another one, and also one that is gone', () => {
  expect(touched('_partials/address.mjml')).toEqual(['order'])
  expect(touched('_partials/sign.liquid')).toEqual(['code'])
  expect(touched('_partials/gone.liquid')).toEqual(['plain'])
})

it('is all where something has changed that all of them share', () => {
  expect(touched('_locales/de.yaml')).toEqual(['order', 'code', 'plain', 'broken'])
})
