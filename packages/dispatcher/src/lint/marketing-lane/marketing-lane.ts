import { mailWith, yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const foot = '<mj-text>Shop, Road 1, 10999 Berlin. <a href="{{ unsubscribe_url }}">Unsubscribe</a></mj-text>'

/** Lanes are strict: what is in a faster one goes first. */
export const marketingLane: LintRule = {
  id: 'TPL642',
  group: 'marketing',
  severity: 'error',
  title: 'Marketing is not sent in the lane of one-time codes.',
  why: 'A campaign in it goes out before the codes that people wait for, and over the account whose good name they need.',
  source:
    'Postmark, message streams (broadcasts never over the transactional stream), https://postmarkapp.com/message-streams',
  fix: 'set lane: bulk, or choose a category that is not marketing',
  bad: { ...yamlWith({ category: 'offers', lane: 'critical' }), ...mailWith(foot) },
  good: { ...yamlWith({ category: 'offers', lane: 'bulk' }), ...mailWith(foot) },
  check: ({ artefact, definition }, report) => {
    if (artefact?.marketing !== true || artefact.lane !== 'critical' || definition === undefined) return
    report(definition.placeOf(['lane']), `the category ${artefact.category} is marketing, and the lane is critical`)
  },
}
