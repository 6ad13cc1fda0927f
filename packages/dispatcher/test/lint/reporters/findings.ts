import type { Located } from '#dispatcher/lint/reporters/located.js'

const found = (finding: Partial<Located['finding']>, line: string): Located => ({
  finding: {
    rule: 'TPL403',
    severity: 'warning',
    template: 'order-shipped',
    file: 'order-shipped/email.mjml',
    line: 3,
    column: 5,
    message: 'a < b & "c"',
    ...finding,
  },
  path: `templates/${finding.file ?? 'order-shipped/email.mjml'}`,
  line,
})

/** Findings of every kind: with hint and without, of compiling and of linting, twice the same on equal lines. */
export const located: readonly Located[] = [
  found({ rule: 'TPL104', severity: 'error', hint: 'add it to data' }, '  <mj-text>{{ x }}</mj-text>'),
  found({}, '  <p>'),
  found({ line: 9 }, '  <p>'),
  found({ template: 'with space', file: 'with space/ä.html', message: 'bell \u0007 half \uD800 end]]>' }, ''),
]
