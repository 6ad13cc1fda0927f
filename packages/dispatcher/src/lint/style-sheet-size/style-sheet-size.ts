import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Characters of one style element; Gmail leaves out a longer one as a whole. */
const limit = 8192

/** Styles that mjml writes inline do not count. */
export const styleSheetSize: LintRule = {
  id: 'TPL522',
  group: 'size',
  severity: 'warning',
  title: 'A style sheet has at most 8,192 characters.',
  why: 'Gmail leaves out a longer one as a whole, and the mail loses what it does on phones and in the dark.',
  source: 'Gmail styles limit, https://github.com/hteumeuleu/email-bugs/issues/90',
  fix: 'take out what the mail does not use, or write it inline',
  bad: mailWith('', `<mj-style>${'.line { color: #2b1a24; } '.repeat(350)}</mj-style>`),
  good: mailWith('', `<mj-style>${'.line { color: #2b1a24; } '.repeat(50)}</mj-style>`),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const style of [...document.elements('style'), ...document.elements('mj-style')]) {
        if (style.attribute('inline') === 'inline') continue
        const length = style.children.reduce((sum, { begin, end }) => sum + end - begin, 0)
        if (length > limit)
          report(document.placeAt(style.begin), `the style sheet has ${length.toLocaleString('en')} characters`)
      }
    }
  },
}
