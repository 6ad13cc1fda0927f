import { firstOfLocale, pushIn } from '../channel-renders.js'
import { pushWith } from '../example-push.js'
import type { LintRule } from '../lint-rule.js'

/** A picture is not a title. */
export const pushTitleWords: LintRule = {
  id: 'TPL727',
  group: 'push',
  severity: 'warning',
  title: 'The title of a push message has words.',
  why: 'A screen reader reads the names of emoji one after the other, watches and cars show none, and an empty title shows the name of the app alone.',
  source: 'WCAG 2.2, 1.1.1 Non-text Content, https://www.w3.org/TR/WCAG22/#non-text-content',
  fix: 'say in a few words what has happened; emoji may stand behind them',
  bad: pushWith("{ title: '🎉🎉' }"),
  good: pushWith('{ title: Delivered 🎉 }'),
  check({ renders, definition }, report) {
    if (definition === undefined) return
    for (const { sample, locale } of firstOfLocale(
      pushIn(renders()),
      (render) => !/[\p{L}\p{N}]/u.test(render.rendered.title),
    )) {
      report(
        definition.placeOf(['channels', 'push', 'title', locale]),
        `the title of sample "${sample}" (${locale}) has no letter and no digit`,
      )
    }
  },
}
