import { slotsOf } from '../document/slots.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const liquid = /\{%-?\s*(comment|raw)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
const foreign =
  /\*\|[A-Z][A-Z0-9_:]*\|\*|<%[=-]?[^%]*%>|%%[A-Za-z_]\w*%%|\[\[[A-Za-z_][\w.]*\]\]|\$\{[A-Za-z_][\w.]*\}|%recipient[._]\w+%/g

/** A single file may be written for any system, so that this looks at templates alone. */
export const ownTokens: LintRule = {
  id: 'TPL510',
  group: 'text',
  severity: 'error',
  title: 'Values are written in Liquid, not in the language of another system.',
  why: 'Nothing fills them in: the customer reads "Hello *|FNAME|*".',
  source:
    'Mailchimp merge tags, Marketing Cloud personalization strings, Mailgun recipient variables: all sent as they stand',
  fix: 'write {{ name }}',
  bad: mailWith('<mj-text>Dear *|FNAME|*</mj-text>'),
  good: mailWith('<mj-text>Dear {{ name }}</mj-text>'),
  check: ({ source, definition, documents }, report) => {
    if (source === undefined) return
    for (const { text, placeAt } of [...documents, ...slotsOf(definition)]) {
      const bare = text.replace(liquid, (match) => ' '.repeat(match.length))
      for (const { index, 0: found } of bare.matchAll(foreign))
        report(placeAt(index), `\`${found}\` is filled in by nobody`)
    }
  },
}
