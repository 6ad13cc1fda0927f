import { largestMails } from '../document/largest-mails.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** 100 KB of 1,024 bytes; testers have seen mails clipped from there on. */
const limit = 102_400

/** The largest sample counts: what a service may send has to fit too. */
export const htmlClipped: LintRule = {
  id: 'TPL520',
  group: 'size',
  severity: 'error',
  title: 'The HTML of a mail is at most 102,400 bytes.',
  why: 'Gmail clips what comes behind, with the unsubscribe link in it, and drops the style sheet of what it shows.',
  source: 'Gmail clips at about 102 KB, https://github.com/hteumeuleu/email-bugs/issues/41',
  fix: 'show fewer entries (`limit:`) and lead to the rest, and use fewer sections',
  bad: mailWith(`<mj-text>${'<p>A line of the menu, one of many more to come</p>'.repeat(2000)}</mj-text>`),
  good: mailWith(`<mj-text>${'<p>A line of the menu, one of many more to come</p>'.repeat(20)}</mj-text>`),
  check: (subject, report) => {
    for (const { place, bytes, what } of largestMails(subject))
      if (bytes > limit)
        report(place, `${what} has ${bytes.toLocaleString('en')} bytes of HTML, and Gmail clips at 102,400`)
  },
}
