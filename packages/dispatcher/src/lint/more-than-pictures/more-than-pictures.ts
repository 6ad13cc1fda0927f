import { isInside } from '../document/ancestors.js'
import { picturesOf } from '../document/pictures.js'
import { readable } from '../document/readable-text.js'
import { isHidden } from '../document/styles.js'
import { textsOf } from '../document/texts.js'
import type { LintRule } from '../lint-rule.js'

const mail = (text: string) => ({
  'email.mjml': `<mjml lang="en"><mj-head><mj-title>Your order</mj-title></mj-head><mj-body><mj-section><mj-column>
    <mj-image src="https://shop.example/all.png" alt="Your order is on its way" href="{{ url }}" />${text}
  </mj-column></mj-section></mj-body></mjml>`,
})

/** A mail that was exported from a drawing program. */
export const moreThanPictures: LintRule = {
  id: 'TPL558',
  group: 'images',
  severity: 'warning',
  title: 'A mail says something without its pictures.',
  why: 'Where pictures are off the mail is empty, and filters take mails of pictures for spam, which hides its words in them.',
  source: 'SpamAssassin, tests HTML_IMAGE_ONLY_04 to 32; WCAG 2.2, 1.4.5 Images of Text',
  fix: 'write as text what the pictures say',
  bad: mail(''),
  good: mail('<mj-text>Hello {{ name }}, your order is on its way.</mj-text>'),
  check: ({ documents }, report) => {
    // A piece that several mails share may bring the words.
    const says = documents.some((document) =>
      textsOf(document).some(
        (text) => !isInside(text, 'a') && !isHidden(text) && /[\p{L}\uE000]/u.test(readable(text.text)),
      ),
    )
    if (says) return
    for (const document of documents) {
      const [body] = [...document.elements('mj-body'), ...document.elements('body')]
      if (body !== undefined && picturesOf(document).length > 0)
        report(document.placeAt(body.begin), 'without its pictures the mail says nothing')
    }
  },
}
