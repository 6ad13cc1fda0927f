import type { LintExample } from '#dispatcher/lint/lint-rule.js'
import { idleAssets } from '#dispatcher/templates/assets/idle-assets.js'
import type { ReadTemplate } from '#dispatcher/templates/load/read-templates.js'
import type { TemplateSource } from '#dispatcher/templates/source.js'

/** A template with all channels that no rule has anything to say about: what examples are laid over. */
const sound: Readonly<Record<string, string>> = {
  'template.yaml': `title: Order shipped
category: orders
lane: transactional
steps: { all: [email, sms, push] }
locales: [en]
data:
  type: object
  required: [name, url]
  additionalProperties: false
  properties:
    name: { type: string, maxLength: 40 }
    url: { type: string, format: uri, pattern: '^https://', maxLength: 60 }
channels:
  email:
    subject: 'Your order is on its way, {{ name }}'
    preheader: 'It arrives tomorrow between 9 and 12, follow it on its way'
  sms: {}
  push: { title: Your order is on its way, link: '{{ url }}' }
`,
  'email.mjml': `<mjml lang="en">
  <mj-head>
    <mj-title>Your order is on its way</mj-title>
  </mj-head>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>Hello {{ name }}, your order is on its way.</mj-text>
        <mj-button href="{{ url }}">Follow your order</mj-button>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`,
  'sms.liquid': 'Your order is on its way, {{ name }}.',
  'push.liquid': 'It arrives tomorrow between 9 and 12.',
  'samples/short.json': `{
  "to": { "email": "ann@example.com", "phone": "+4915112345678", "locale": "en" },
  "data": { "name": "Ann", "url": "https://shop.example/t/1" }
}
`,
}

/** The sound template with an example laid over it; a file that the example leaves empty is not there. */
export function templateOf(example: LintExample): ReadTemplate {
  const all = Object.entries({ ...sound, ...example }).filter(([, text]) => text !== '')
  const under = (folder: string, ending = ''): Readonly<Record<string, string>> =>
    Object.fromEntries(
      all
        .filter(([file]) => file.startsWith(folder))
        .map(([file, text]) => [file.slice(folder.length).replace(ending, ''), text]),
    )
  const source: TemplateSource = {
    name: 'example',
    yaml: example['template.yaml'] ?? sound['template.yaml'] ?? '',
    files: Object.fromEntries(all.filter(([file]) => /^(?:locales\/.*|[^/]*\.(?:mjml|html|liquid))$/.test(file))),
    partials: Object.fromEntries(all.filter(([file]) => /^_(?!assets)/.test(file))),
    assets: Object.fromEntries(Object.keys(under('_assets/')).map((path) => [path, 'ab'.repeat(32)])),
    samples: under('samples/', '.json'),
  }
  return { name: 'example', findings: [], source, idleAssets: idleAssets([source]) }
}
