import type { LintExample } from './lint-rule.js'

/** An example whose mail has this in its column, and this in its head. */
export function mailWith(piece: string, head = ''): LintExample {
  return {
    'email.mjml': `<mjml lang="en">
  <mj-head>
    <mj-title>Your order is on its way</mj-title>${head}
  </mj-head>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>Hello {{ name }}, <a href="{{ url }}">your order</a> is on its way.</mj-text>
        ${piece}
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`,
  }
}

/** Lines of template.yaml that an example changes. */
export interface ExampleYaml {
  readonly category?: string
  readonly lane?: string
  /** A property of the data, behind `name` and `url`. */
  readonly property?: string
  /** Name of that property where data always has it. */
  readonly required?: string
  readonly subject?: string
  /** Empty: none. */
  readonly preheader?: string
  readonly senderName?: string
}

/** An example of an e-mail template alone, with these lines in its template.yaml. */
export function yamlWith(lines: ExampleYaml): LintExample {
  const {
    category = 'orders',
    lane = 'transactional',
    property,
    required,
    subject = 'Your order is on its way, {{ name }}',
    preheader = 'It arrives tomorrow between 9 and 12, follow it on its way',
    senderName,
  } = lines
  return {
    'template.yaml': `title: Order shipped
category: ${category}
lane: ${lane}
steps: { all: [email] }
locales: [en]
data:
  type: object
  required: [name, url${required === undefined ? '' : `, ${required}`}]
  additionalProperties: false
  properties:
    name: { type: string, maxLength: 40 }
    url: { type: string, format: uri, pattern: '^https://', maxLength: 60 }
${property === undefined ? '' : `    ${property}\n`}channels:
  email:
    subject: '${subject}'
${preheader === '' ? '' : `    preheader: '${preheader}'\n`}${senderName === undefined ? '' : `    senderName: '${senderName}'\n`}`,
    'sms.liquid': '',
    'push.liquid': '',
  }
}
