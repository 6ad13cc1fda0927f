import { createAttributeLookup } from '../document/mjml-attributes.js'
import { isOpenEnded } from '../document/open-ended.js'
import { picturesOf } from '../document/pictures.js'
import { isHidden } from '../document/styles.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Pictures are off until the reader asks for them in many clients, and always for those who cannot see. */
export const pictureAlternative: LintRule = {
  id: 'TPL571',
  group: 'accessibility',
  severity: 'error',
  title: 'A picture has an alternative text, which is empty where it only decorates.',
  why: 'Without one a screen reader reads out the address of the file, and where pictures are off nobody learns what is missing.',
  source:
    'WCAG 2.2, 1.1.1 Non-text Content, https://www.w3.org/TR/WCAG22/#non-text-content; Directive (EU) 2019/882, Annex I',
  fix: 'write alt="what the picture says", or alt="" where the words beside it say the same',
  bad: mailWith('<mj-image src="https://shop.example/box.png" />'),
  good: mailWith('<mj-image src="https://shop.example/box.png" alt="Open box with bread and leek" />'),
  check: ({ documents }, report) => {
    const lookup = createAttributeLookup(documents)
    for (const document of documents) {
      for (const picture of picturesOf(document)) {
        if (lookup(picture, 'alt') !== undefined || isHidden(picture) || isOpenEnded(document, picture)) continue
        const named = ['aria-label', 'aria-labelledby', 'title'].some(
          (name) => (picture.attribute(name) ?? '').trim() !== '',
        )
        const decorates = /^(?:presentation|none)$/.test(picture.attribute('role') ?? '')
        if (named || decorates || picture.attribute('aria-hidden') === 'true') continue
        report(document.placeAt(picture.begin), `<${picture.name}> has no alternative text`)
      }
    }
  },
}
