import { mailWith, yamlWith } from './example-mail.js'
import type { LintExample } from './lint-rule.js'

/** An example of a mail with an optional value, `note`. */
export const noted: LintExample = {
  ...yamlWith({ property: 'note: { type: string, maxLength: 80 }' }),
  ...mailWith('{% if note %}<mj-text>{{ note }}</mj-text>{% endif %}'),
}

/** Samples for it. */
export const notedSamples = {
  without: '{ "to": { "email": "ann@example.com" }, "data": { "name": "Ann", "url": "https://shop.example/1" } }',
  with: '{ "to": { "email": "ann@example.com" }, "data": { "name": "Ann", "url": "https://shop.example/1", "note": "Ring twice" } }',
} as const
