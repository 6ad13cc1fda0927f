import { largestMails } from '../document/largest-mails.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A reminder while there is still room. */
export const htmlNearClipping: LintRule = {
  id: 'TPL521',
  group: 'size',
  severity: 'warning',
  title: 'The HTML of a mail has room before Gmail clips it.',
  why: 'A few entries more than in the samples, longer addresses or what a provider adds for tracking, and the end is clipped.',
  source: 'Gmail clips at about 102 KB, https://github.com/hteumeuleu/email-bugs/issues/41; 80 KB leave a fifth of it',
  fix: 'show fewer entries (`limit:`) and lead to the rest, and use fewer sections',
  bad: mailWith(`<mj-text>${'<p>A line of the menu, one of many more to come</p>'.repeat(1600)}</mj-text>`),
  good: mailWith(`<mj-text>${'<p>A line of the menu, one of many more to come</p>'.repeat(20)}</mj-text>`),
  check: (subject, report) => {
    for (const { place, bytes, what } of largestMails(subject)) {
      if (bytes > 80_000 && bytes <= 102_400)
        report(place, `${what} has ${bytes.toLocaleString('en')} bytes of HTML, and Gmail clips at 102,400`)
    }
  },
}
