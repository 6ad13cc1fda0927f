import { fileText } from '../../templates/source/mapped-text.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

// Forms that the services publish for their scanners, each with so much chance in it that no text has it by accident.
const secrets: readonly (readonly [form: RegExp, what: string])[] = [
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, 'a key of AWS'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{22,}/g, 'a token of GitHub'],
  [/\bxox[abprs]-[A-Za-z0-9-]{20,}/g, 'a token of Slack'],
  [/\b[sr]k_live_[A-Za-z0-9]{16,}/g, 'a secret key of Stripe'],
  [/\bSG\.[\w-]{20,}\.[\w-]{40,}/g, 'a key of SendGrid'],
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/g, 'a private key'],
]

/** A template is source, and what it says goes to everybody. */
export const noSecrets: LintRule = {
  id: 'TPL661',
  group: 'security',
  severity: 'error',
  title: 'A template has no keys and tokens in it.',
  why: 'It is sent to every recipient, stays in the history of the repository, and whoever finds it uses it.',
  source: 'CWE-798, Use of Hard-coded Credentials, https://cwe.mitre.org/data/definitions/798.html',
  fix: 'revoke it, take it out of the history, and let the service behind the link hold it',
  // The example of AWS's own documentation: a key of nobody.
  bad: mailWith('<mj-button href="https://shop.example/orders?key=AKIAIOSFODNN7EXAMPLE">Follow your order</mj-button>'),
  good: mailWith('<mj-button href="{{ url }}">Follow your order</mj-button>'),
  check: ({ name, source, documents }, report) => {
    const yaml = source === undefined ? [] : [fileText(`${name}/template.yaml`, source.yaml)]
    const samples = Object.entries(source?.samples ?? {}).map(([sample, text]) =>
      fileText(`${name}/samples/${sample}.json`, text),
    )
    for (const { text, placeAt } of [...documents, ...yaml, ...samples])
      for (const [form, what] of secrets)
        for (const { index } of text.matchAll(form)) report(placeAt(index), `this looks like ${what}`)
  },
}
