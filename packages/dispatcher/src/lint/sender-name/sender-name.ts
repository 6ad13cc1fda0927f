import { yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const faults: readonly (readonly [form: RegExp, what: string])[] = [
  [/[^\s@{}|"']+@[^\s@{}|"']+\.[A-Za-z]{2,}/, 'an e-mail address'],
  [/https?:\/\/|www\./i, 'a web address'],
  [/\p{Emoji_Presentation}|[\u2611\u2713\u2714]/u, 'a picture character'],
  [/\{\{-?\s*recipient\b/, 'the name of the recipient'],
]

/** The name under which a mail stands in a list. */
export const senderName: LintRule = {
  id: 'TPL507',
  group: 'text',
  severity: 'warning',
  title: 'The name of a sender is a name.',
  why: "Gmail and Outlook take an address, the recipient's own name or a tick in it for deception, and sort the mail out.",
  source: 'Gmail, email sender guidelines, display names, https://support.google.com/mail/answer/81126',
  fix: 'write the name of the company or of one of its teams',
  bad: yamlWith({ senderName: 'orders@shop.example' }),
  good: yamlWith({ senderName: 'Shop, orders' }),
  check: ({ definition }, report) => {
    for (const text of definition?.email?.senderName?.values() ?? []) {
      for (const [form, what] of faults) {
        const found = form.exec(text.text)
        if (found !== null) report(text.placeAt(found.index), `the name of the sender has ${what} in it`)
      }
    }
  },
}
