import { createAttributeLookup } from '../document/mjml-attributes.js'
import { isHidden } from '../document/styles.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** mjml keeps its own pictures inside of their columns; an `img` of the author is as wide as it says. */
export const pictureFits: LintRule = {
  id: 'TPL556',
  group: 'images',
  severity: 'warning',
  title: 'A picture is no wider than the mail.',
  why: 'Outlook on Windows knows no max-width: it stretches the whole mail to the picture, and the reader scrolls sideways.',
  source: 'Can I email, CSS max-width (not in Outlook on Windows), https://www.caniemail.com/features/css-max-width/',
  fix: 'write the width at which it is shown, not that of the file',
  bad: mailWith('<mj-text><img src="https://shop.example/box.png" alt="Open box" width="1200" /></mj-text>'),
  good: mailWith('<mj-text><img src="https://shop.example/box.png" alt="Open box" width="550" /></mj-text>'),
  check: ({ documents }, report) => {
    const lookup = createAttributeLookup(documents)
    for (const document of documents) {
      const [body] = document.elements('mj-body')
      // The column of a plain HTML mail could be anything, and a shared piece is used in mails of any width.
      if (body === undefined) continue
      const limit = Number(/^(\d+)(?:px)?$/.exec(lookup(body, 'width') ?? '')?.[1])
      for (const picture of document.elements('img')) {
        const width = picture.attributeNode('width')
        const pixels = Number(/^(\d+)(?:px)?$/.exec(width?.value.trim() ?? '')?.[1])
        if (width === undefined || !(pixels > limit) || isHidden(picture)) continue
        report(document.placeAt(width.valueBegin), `the picture is ${pixels} pixels wide, and the mail ${limit}`)
      }
    }
  },
}
