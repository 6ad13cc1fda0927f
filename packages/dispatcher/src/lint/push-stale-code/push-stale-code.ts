import type { LintExample, LintRule } from '../lint-rule.js'

const definition = (push: string): string => `title: Order shipped
category: orders
lane: critical
locales: [en]
data:
  type: object
  required: [name]
  properties: { name: { type: string, maxLength: 40 } }
channels:
  push: ${push}
`

const bad: LintExample = {
  'template.yaml': definition('{ title: Your sign-in code }'),
  'email.mjml': '',
  'sms.liquid': '',
  'push.liquid': '{{ name }} is your code.',
  'samples/short.json': '{ "to": { "push": [{ "token": "t", "app": "ios" }] }, "data": { "name": "Ann" } }',
}

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
  bad,
  good: { ...bad, 'template.yaml': definition('{ title: Your sign-in code, ttl: 600 }') },
  check({ definition }, report) {
    if (definition?.push === undefined || definition.lane !== 'critical' || definition.push.ttl <= day) return
    report(
      definition.placeOf(['channels', 'push', 'ttl']),
      `the message may wait ${Math.round(definition.push.ttl / day)} days for a device that is off`,
    )
  },
}
