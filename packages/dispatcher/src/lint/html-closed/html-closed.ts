import { asWordReads, imbalances } from '../document/balance.js'
import type { LintDocument } from '../document/lint-document.js'
import { exampleDefinition } from '../example-definition.js'
import type { LintExample, LintRule } from '../lint-rule.js'

const mail = (cell: string): LintExample => ({
  'template.yaml': exampleDefinition(['en']),
  'email.mjml': '',
  'email.html': `<html lang="en">
  <head>
    <title>Your order is on its way</title>
  </head>
  <body>
    <table role="presentation">
      <tr>
        <td>${cell}</td>
      </tr>
    </table>
  </body>
</html>
`,
})

/** For the author's own HTML; that inside of MJML is looked at when it is compiled. */
export const htmlClosed: LintRule = {
  id: 'TPL436',
  group: 'structure',
  severity: 'error',
  title: 'HTML closes what it opens, in the order in which it was opened.',
  why: 'Each client repairs it in its own way: what stands behind takes over colour and size, or falls out of its table, and in Outlook the mail may end there.',
  source: 'HTML, 13.1.2.4 Optional tags, https://html.spec.whatwg.org/multipage/syntax.html#optional-tags',
  fix: 'write the end tag where the element ends, or take away the one that ends nothing',
  bad: mail('<div>Hello {{ name }}, <a href="{{ url }}">your order</a> is on its way.'),
  good: mail('<div>Hello {{ name }}, <a href="{{ url }}">your order</a> is on its way.</div>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      if (document.language !== 'html') continue
      const isPiece = !isWhole(document)
      const found = imbalances(document.text, isPiece)
      for (const { at, message } of found) report(document.placeAt(at), message)
      if (found.length > 0) continue
      for (const { at, message } of imbalances(asWordReads(document.text), isPiece)) {
        report(document.placeAt(at), `${message}, as Outlook for Windows reads it`)
      }
    }
  },
}

/** A header and a footer are halves of one mail. */
function isWhole({ text }: LintDocument): boolean {
  return /<(?:html|body)[\s>]/i.test(text) && /<\/(?:html|body)\s*>/i.test(text)
}
