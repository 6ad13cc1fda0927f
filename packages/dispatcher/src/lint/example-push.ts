import type { LintExample } from './lint-rule.js'

/** Lines that an example of a push message changes. */
export interface ExamplePush {
  readonly category?: string
  readonly lane?: string
  /** `maxLength` of the one value, `name`. */
  readonly longest?: number
  readonly body?: string
}

/** An example of a template with push messages alone, and with this as its `channels.push`. */
export function pushWith(push: string, lines: ExamplePush = {}): LintExample {
  const { category = 'orders', lane = 'transactional', longest = 40, body = '{{ name }}, it arrives tomorrow.' } = lines
  return {
    'template.yaml': `title: Order shipped
category: ${category}
lane: ${lane}
locales: [en]
data:
  type: object
  required: [name]
  properties: { name: { type: string, maxLength: ${longest} } }
channels:
  push: ${push}
`,
    'email.mjml': '',
    'sms.liquid': '',
    'push.liquid': body,
    'samples/short.json': '{ "to": { "push": [{ "token": "t", "app": "ios" }] }, "data": { "name": "Ann" } }',
  }
}
