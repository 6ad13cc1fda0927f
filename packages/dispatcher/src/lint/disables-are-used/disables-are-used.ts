import { withoutIdle } from '../disables/without-idle.js'
import type { LintRule } from '../lint-rule.js'

/** A comment that keeps lint quiet about nothing would keep it quiet about the next mistake. */
export const disablesAreUsed: LintRule = {
  id: 'TPL490',
  group: 'structure',
  severity: 'warning',
  title: 'A comment that disables a rule names it, gives a reason and hides something.',
  why: 'A disable that hides nothing today hides the mistake that somebody makes tomorrow; one without a reason cannot be judged by the next reader.',
  source: 'Tidings: what nobody can explain any more is taken away',
  fix: 'take the comment out',
  bad: {
    'sms.liquid': '{% comment %}tidings-disable-next TPL403: there will be none{% endcomment %}Hello {{ name }}.',
  },
  good: { 'sms.liquid': '{% comment %}A greeting{% endcomment %}Hello {{ name }}.' },
  check: ({ idleDisables = [], documents, source }, report) => {
    for (const idle of idleDisables) {
      const { disable, problem, whole } = idle
      const text = documents.find(({ file }) => file === disable.file)?.text ?? source?.yaml ?? ''
      const form = disable.problem === undefined ? 'take the id out of it' : 'as `tidings-disable-next TPL403: reason`'
      const hint = whole ? undefined : form
      report(disable.place, `this comment ${problem}`, hint, withoutIdle(idle, text))
    }
  },
}
