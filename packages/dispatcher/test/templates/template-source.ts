import type { Artefact } from '#dispatcher/render/artefact.js'
import { loadProgram, runToText } from '#dispatcher/render/program.js'
import type { Scope } from '#dispatcher/render/scope.js'
import type { CompileSettings } from '#dispatcher/templates/compile.js'
import {
  compileTemplate,
  createMjmlCompiler,
  type Finding,
  type MjmlCompiler,
  type TemplateSource,
} from '#dispatcher/templates/index.js'

import { scopeOf } from './conformance/engines.js'

/** One compiler for all tests of a file. */
export const mjml: MjmlCompiler = createMjmlCompiler()

export const yaml = `title: Order shipped
category: order-updates
lane: transactional
steps: { all: [email, sms, push] }
locales: [en, de]
data:
  type: object
  required: [order, items]
  properties:
    order:
      type: object
      required: [id, url]
      properties:
        id: { type: string }
        url: { type: string }
        note: { type: string }
    items:
      type: array
      items:
        type: object
        required: [name, price]
        properties:
          name: { type: string }
          price: { type: number }
          note: { type: string }
channels:
  email:
    subject: { en: 'Order {{ order.id }}', de: 'Bestellung {{ order.id }}' }
    preheader: 'Soon & fast'
  sms: {}
  push:
    title: 'Order'
    link: '{{ order.url }}'
`

/** MJML with this inside of its one column. */
export function mail(column: string, head = ''): string {
  return `<mjml>
<mj-head>${head}</mj-head>
<mj-body>
<mj-section>
<mj-column>
${column}
</mj-column>
</mj-section>
</mj-body>
</mjml>
`
}

export const everything = `{{ order.id }} {{ order.url }} {{ order.note | default: '-' }} {% for item in items %}{{ item.name }}{{ item.price }}{{ item.note | default: '-' }}{% endfor %}`

/** A template that compiles, with what a test changes. */
export function templateSource(change: Partial<TemplateSource> = {}): TemplateSource {
  return {
    name: 'order-shipped',
    yaml,
    partials: {},
    samples: {},
    ...change,
    files: {
      'email.mjml': mail(`<mj-text>${everything}</mj-text>`),
      'sms.liquid': 'Order {{ order.id }}',
      'sms.de.liquid': 'Bestellung {{ order.id }}',
      'push.liquid': '{{ items.size }} parts',
      ...change.files,
    },
  }
}

/** A template of one SMS. */
export function smsSource(body: string, data: string, change: Partial<TemplateSource> = {}): TemplateSource {
  return {
    name: 'code',
    yaml: `title: Code\ncategory: security\nlane: critical\nlocales: [en]\ndata: ${data}\nchannels: { sms: {} }\n`,
    partials: {},
    samples: {},
    ...change,
    files: { 'sms.liquid': body, ...change.files },
  }
}

/** Compiles, and spells each finding as `RULE file:line:column message`. */
export async function findingsOf(source: TemplateSource, settings: CompileSettings = {}): Promise<readonly string[]> {
  const { findings } = await compileTemplate(source, { mjml, ...settings })
  return findings.map(spell)
}

export function spell({ rule, file, line, column, message }: Finding): string {
  return `${rule} ${file}:${line}:${column} ${message}`
}

/** Compiles a template that must have no findings. */
export async function artefactOf(source: TemplateSource, settings: CompileSettings = {}): Promise<Artefact> {
  const { artefact, findings } = await compileTemplate(source, { mjml, ...settings })
  if (artefact === undefined) throw new Error(findings.map(spell).join('\n'))
  return artefact
}

/** Renders one part of a mail. */
export function renderPart(
  artefact: Artefact,
  part: 'html' | 'text' | 'subject',
  data: unknown,
  own: Partial<Scope> = {},
): string {
  const email = artefact.email?.en
  if (email === undefined) throw new Error('The template has no mail.')
  return runToText(
    loadProgram(email[part], (text) => text),
    scopeOf(data, own),
  )
}
