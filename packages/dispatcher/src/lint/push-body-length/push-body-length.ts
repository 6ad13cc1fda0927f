import { bodyPlace } from '../body-place.js'
import { firstOfLocale, pushIn } from '../channel-renders.js'
import type { LintRule } from '../lint-rule.js'

// Four lines of an iPhone's lock screen; Android shows one until the message is opened.
const most = 180

/** What nobody sees is not said. */
export const pushBodyLength: LintRule = {
  id: 'TPL722',
  group: 'push',
  severity: 'warning',
  title: 'The body of a push message fits in the four lines that lock screens show.',
  why: 'An iPhone shows four lines and cuts the rest; Android shows the first until the customer opens the message.',
  source:
    'Batch, Optimal length of push notifications (180 characters on iOS, 50 on Android), https://doc.batch.com/guides-and-best-practices/message/push-notifications',
  fix: `say it in 120 characters, ${most} at most, and let the link tell the rest`,
  bad: { 'push.liquid': `It arrives tomorrow between 9 and 12. ${'Somebody has to be there to take it. '.repeat(4)}` },
  good: { 'push.liquid': 'It arrives tomorrow between 9 and 12. Somebody has to be there to take it.' },
  check(subject, report) {
    const longer = firstOfLocale(pushIn(subject.renders()), ({ rendered }) => [...rendered.body].length > most)
    for (const { sample, locale, rendered } of longer) {
      report(
        bodyPlace(subject, 'push', locale),
        `the body of sample "${sample}" (${locale}) has ${[...rendered.body].length} characters; lock screens show about ${most}`,
      )
    }
  },
}
