import { pushWith } from '../example-push.js'
import type { LintRule } from '../lint-rule.js'

const lines = { category: 'offers', lane: 'bulk' }

/** An offer waits until its reader has time. */
export const pushTimeSensitive: LintRule = {
  id: 'TPL730',
  group: 'push',
  severity: 'warning',
  title: 'A push message of a marketing category is not time-sensitive.',
  why: 'Time-sensitive messages break through a Focus. Apple forbids it for marketing, and people who are woken by an offer turn all messages off.',
  source:
    'Apple, Human Interface Guidelines, Managing notifications, https://developer.apple.com/design/human-interface-guidelines/managing-notifications',
  fix: 'leave `interruptionLevel` out, or make it passive',
  bad: pushWith('{ title: Soup is half price, ios: { interruptionLevel: time-sensitive } }', lines),
  good: pushWith('{ title: Soup is half price, ios: { interruptionLevel: passive } }', lines),
  check({ definition, artefact }, report) {
    if (artefact?.marketing !== true || definition?.push?.ios?.interruptionLevel !== 'time-sensitive') return
    report(
      definition.placeOf(['channels', 'push', 'ios', 'interruptionLevel']),
      'a marketing message may not interrupt as time-sensitive',
    )
  },
}
