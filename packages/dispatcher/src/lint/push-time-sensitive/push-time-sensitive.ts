import type { LintExample, LintRule } from '../lint-rule.js'

const definition = (push: string): string => `title: Order shipped
category: offers
lane: bulk
locales: [en]
data:
  type: object
  required: [name]
  properties: { name: { type: string, maxLength: 40 } }
channels:
  push: ${push}
`

const bad: LintExample = {
  'template.yaml': definition('{ title: Soup is half price, ios: { interruptionLevel: time-sensitive } }'),
  'email.mjml': '',
  'sms.liquid': '',
  'push.liquid': '{{ name }}, it arrives tomorrow.',
  'samples/short.json': '{ "to": { "push": [{ "token": "t", "app": "ios" }] }, "data": { "name": "Ann" } }',
}

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
  bad,
  good: { ...bad, 'template.yaml': definition('{ title: Soup is half price, ios: { interruptionLevel: passive } }') },
  check({ definition, artefact }, report) {
    if (artefact?.marketing !== true || definition?.push?.ios?.interruptionLevel !== 'time-sensitive') return
    report(
      definition.placeOf(['channels', 'push', 'ios', 'interruptionLevel']),
      'a marketing message may not interrupt as time-sensitive',
    )
  },
}
