import type { LintExample } from '../lint-rule.js'

const text = '        <mj-text>Hello {{ name }}, your order is on its way.</mj-text>\n'

/** An example for rules about clients: a sound mail with something in its head, or in its column. */
export function mailExample({ head = '', body = '' }: { readonly head?: string; readonly body?: string }): LintExample {
  return {
    'email.mjml': `<mjml lang="en">
  <mj-head>
    <mj-title>Your order is on its way</mj-title>
${indented(head, 4)}  </mj-head>
  <mj-body>
    <mj-section>
      <mj-column>
${text}${indented(body, 8)}        <mj-button href="{{ url }}">Follow your order</mj-button>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`,
  }
}

const indented = (lines: string, by: number): string =>
  lines === '' ? '' : `${lines.replace(/^(?=.)/gm, ' '.repeat(by))}\n`
