import { slotsOf } from '../document/slots.js'
import { textsOf } from '../document/texts.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** In any text, also of another system's template. */
const drafts =
  /\blorem ipsum\b|\bdolor sit amet\b|\b(?:TODO|FIXME|TBD):|\bFIXME\b|\bplaceholder text\b|\b(?:asdf|qwertz|foo bar baz)\b/i
/** Which another system may well fill in. */
const brackets = /\[(?:your|insert|company|customer|first|last|full|user|product)[ _-]?[a-z ]*\]/i

/** What stood there until the real words were written. */
export const finishedWords: LintRule = {
  id: 'TPL434',
  group: 'structure',
  severity: 'warning',
  title: 'A message has no words of a draft in it.',
  why: 'Customers get "Lorem ipsum" from a company that asks them for money, and take it for a fraud.',
  source: 'Tidings: a draft is not a message',
  fix: 'write what the customer is to read, or take it away',
  bad: mailWith('<mj-text>Lorem ipsum dolor sit amet</mj-text>'),
  good: mailWith('<mj-text>Your box comes tomorrow.</mj-text>'),
  check: ({ source, definition, documents }, report) => {
    const tell = (text: string, placeAt: (offset: number) => Parameters<typeof report>[0]): void => {
      const found = drafts.exec(text) ?? (source === undefined ? null : brackets.exec(text))
      if (found !== null) report(placeAt(found.index), `\`${found[0]}\` is a word of a draft`)
    }
    for (const slot of slotsOf(definition)) tell(slot.text, slot.placeAt)
    for (const document of documents) {
      if (document.language === 'liquid') tell(document.text, document.placeAt)
      for (const { text, begin } of textsOf(document)) tell(text, (offset) => document.placeAt(begin + offset))
    }
  },
}
