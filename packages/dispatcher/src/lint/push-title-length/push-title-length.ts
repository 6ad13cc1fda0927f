import { firstOfLocale, pushIn } from '../channel-renders.js'
import { pushWith } from '../example-push.js'
import type { LintRule } from '../lint-rule.js'

// Phones show one line; what fits depends on letters and display, and more than this fits on none.
const most = 50

/** The fact first, in one line. */
export const pushTitleLength: LintRule = {
  id: 'TPL721',
  group: 'push',
  severity: 'warning',
  title: 'The title of a push message fits in the one line that lock screens show.',
  why: 'What is behind the line is cut, and it is often what the message is about.',
  source:
    'Batch, Optimal length of push notifications (15 to 40 characters), https://doc.batch.com/guides-and-best-practices/message/push-notifications',
  fix: `say it in 40 characters, ${most} at most, and put the rest in the body`,
  bad: pushWith('{ title: Your order is on its way to you and will be there by noon }'),
  good: pushWith('{ title: Your order is on its way }'),
  check({ renders, definition }, report) {
    if (definition === undefined) return
    const longer = firstOfLocale(pushIn(renders()), ({ rendered }) => [...rendered.title].length > most)
    for (const { sample, locale, rendered } of longer) {
      report(
        definition.placeOf(['channels', 'push', 'title', locale]),
        `the title of sample "${sample}" (${locale}) has ${[...rendered.title].length} characters; lock screens show about 40`,
      )
    }
  },
}
