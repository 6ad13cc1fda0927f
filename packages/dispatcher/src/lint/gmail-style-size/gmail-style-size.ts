import { reaches } from '../clients/audience.js'
import { mailExample } from '../clients/mail-example.js'
import { stylesOf } from '../document/read-styles.js'
import type { LintRule } from '../lint-rule.js'

/** Characters of CSS in `<style>` that Gmail reads in one mail: 16 KB. https://github.com/hteumeuleu/caniemail/issues/144 */
const limit = 16_384

const rules = (count: number): string =>
  Array.from({ length: count }, (_, index) => `.item-${index} { color: #333333; font-size: 16px }`).join('\n')
const styled = (count: number): string => `<mj-style>\n${rules(count)}\n</mj-style>`

/** More CSS than Gmail reads. */
export const gmailStyleSize: LintRule = {
  id: 'TPL605',
  group: 'clients',
  severity: 'error',
  title: 'The style sheets of a mail have at most 16 KB together.',
  why: 'Gmail removes each `<style>` from the one on that passes 16 KB, so nothing in them applies, as for narrow screens.',
  source: 'https://github.com/hteumeuleu/email-bugs/issues/90',
  fix: 'take out rules that no element uses, or write them into style attributes',
  bad: mailExample({ head: styled(400) }),
  good: mailExample({ head: styled(20) }),
  check: (subject, report) => {
    if (!reaches(subject, 'gmail')) return
    for (const document of subject.documents) {
      let sum = 0
      for (const { element, sheet, text } of stylesOf(document)) {
        if (!sheet) continue
        const before = sum
        sum += text.length
        if (before > limit || sum <= limit) continue
        report(
          document.placeAt(element.begin),
          `with this \`<${element.name}>\` the mail has ${sum} characters of CSS: Gmail removes it, and all after it`,
        )
      }
    }
  },
}
