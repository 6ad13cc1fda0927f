import { outputsOf } from '../document/outputs.js'
import { mailWith, yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const secret =
  /^(?:password|passwd|passwort|kennwort|pass_?phrase|pwd|cvv2?|cvc2?|security_?code|card_?number|pin_?code)$/i

/** By the name of the value, in each channel. */
export const noPasswords: LintRule = {
  id: 'TPL666',
  group: 'security',
  severity: 'error',
  title: 'A message has no password or card number in it.',
  why: 'Mails and text messages are kept for years, unencrypted, on devices and servers that nobody of you looks after.',
  source:
    'OWASP ASVS 4.0.3, 2.5.1; PCI DSS 4.0.1, 4.2.2, https://owasp.org/www-project-application-security-verification-standard/',
  fix: 'send a link by which the person sets a password, valid once and for a short time',
  bad: { ...yamlWith({ property: 'password: { type: string, maxLength: 20 }' }), ...withPassword() },
  good: mailWith('<mj-text>Choose a password <a href="{{ url }}">on this page</a>.</mj-text>'),
  check: ({ artefact }, report) => {
    const { email, sms, push } = artefact ?? {}
    const programs = [
      ...Object.values(email ?? {}).flatMap(({ html, text, subject }) => [html, text, subject]),
      ...Object.values(sms ?? {}).map(({ body }) => body),
      ...Object.values(push ?? {}).flatMap(({ title, body }) => [title, body]),
    ]
    const told = new Set<string>()
    for (const { name, place } of programs.flatMap(outputsOf)) {
      const [last = ''] = name.split('.').slice(-1)
      const key = `${place.file}:${place.line}:${place.column}`
      if (!secret.test(last) || told.has(key)) continue
      told.add(key)
      report(place, `\`${name}\` is put out, and anyone who sees the message can use it`)
    }
  },
}

function withPassword() {
  return {
    ...mailWith('{% if password %}<mj-text>Your password is {{ password }}</mj-text>{% endif %}'),
    'samples/short.json':
      '{ "to": { "email": "ann@example.com" }, "data": { "name": "Ann", "url": "https://shop.example/t/1" } }',
    'samples/long.json':
      '{ "to": { "email": "ann@example.com" }, "data": { "name": "Ann", "url": "https://shop.example/t/1", "password": "swordfish" } }',
  }
}
