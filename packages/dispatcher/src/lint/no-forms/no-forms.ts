import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A form in a mail is how passwords are stolen. */
export const noForms: LintRule = {
  id: 'TPL664',
  group: 'security',
  severity: 'warning',
  title: 'A mail has no form to fill in.',
  why: 'Thunderbird calls a mail with one a scam, Gmail warns before it is sent, and Outlook shows no fields at all.',
  source:
    'Thunderbird, scam detection, https://support.mozilla.org/en-US/kb/thunderbirds-scam-detection; Can I email, form, /features/html-form/',
  fix: 'lead to a page with the form',
  bad: mailWith('<mj-text><form action="https://shop.example/vote"><input name="stars" /></form></mj-text>'),
  good: mailWith('<mj-text><a href="https://shop.example/vote">Vote on the page</a></mj-text>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      if (document.elements('html').some((root) => root.attributes.some(({ name }) => /4email/.test(name)))) continue
      for (const element of document.elements()) {
        const isForm = element.name === 'form' && element.attribute('action') !== undefined
        const takesSecrets = element.name === 'input' && element.attribute('type')?.toLowerCase() === 'password'
        if (isForm || takesSecrets)
          report(document.placeAt(element.begin), `<${element.name}> asks the reader to fill something in`)
      }
    }
  },
}
