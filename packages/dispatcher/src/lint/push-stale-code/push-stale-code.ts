import { pushWith } from '../example-push.js'
import type { LintRule } from '../lint-rule.js'

const lines = { lane: 'critical', body: '{{ name }} is your code.' }

const day = 86_400

/** A code that comes when it holds no more frightens. */
export const pushStaleCode: LintRule = {
  id: 'TPL729',
  group: 'push',
  severity: 'warning',
  title: 'A push message of the critical lane does not wait for its device for days.',
  why: 'A code or a warning that comes days late holds no more, and looks like an attack.',
  source:
    'Firebase, Lifespan of a message, https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan',
  fix: 'state in `ttl` how many seconds the code holds, as `ttl: 600`; the default is 4 weeks',
  bad: pushWith('{ title: Your sign-in code }', lines),
  good: pushWith('{ title: Your sign-in code, ttl: 600 }', lines),
  check({ definition }, report) {
    if (definition?.push === undefined || definition.lane !== 'critical' || definition.push.ttl <= day) return
    report(
      definition.placeOf(['channels', 'push', 'ttl']),
      `the message may wait ${Math.round(definition.push.ttl / day)} days for a device that is off`,
    )
  },
}
