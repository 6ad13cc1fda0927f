import { readableText } from '../document/readable-text.js'
import type { LintRule } from '../lint-rule.js'

const mail = (title: string) => ({
  'email.mjml': `<mjml lang="en"><mj-head>${title}</mj-head><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>`,
})

/** The title is what a screen reader says first, and what the tab of "view in browser" shows. */
export const mailTitle: LintRule = {
  id: 'TPL581',
  group: 'accessibility',
  severity: 'warning',
  title: 'A mail has a title.',
  why: 'A screen reader says the title when the mail is opened; without one it says the address of a file, or nothing.',
  source: 'WCAG 2.2, 2.4.2 Page Titled, https://www.w3.org/TR/WCAG22/#page-titled',
  fix: 'write <mj-title>Your order is on its way</mj-title> or <title>…</title>',
  bad: mail('<mj-title> </mj-title>'),
  good: mail('<mj-title>Your order is on its way</mj-title>'),
  check: ({ source, documents }, report) => {
    for (const document of documents) {
      const [root] = document.elements()
      if (root?.name !== 'mjml' && root?.name !== 'html') continue
      const title = document.elements(root.name === 'mjml' ? 'mj-title' : 'title')[0]
      if (title !== undefined) {
        if (readableText(title) === '') report(document.placeAt(title.begin), `<${title.name}> is empty`)
        continue
      }
      // Compiling makes the subject the title of a template's mail, and an included head may bring one.
      if (source === undefined && document.elements('mj-include').length === 0)
        report(document.placeAt(root.begin), `<${root.name}> has no title`)
    }
  },
}
