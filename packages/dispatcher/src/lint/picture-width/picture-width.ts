import { isOpenEnded } from '../document/open-ended.js'
import { isHidden, styleOf } from '../document/styles.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** mjml sizes its own pictures; this is about the author's HTML. */
export const pictureWidth: LintRule = {
  id: 'TPL555',
  group: 'images',
  severity: 'warning',
  title: 'A picture in HTML has a width.',
  why: 'Outlook on Windows shows it as large as its file is: twice too large where it was made for sharp screens.',
  source: 'Can I email, CSS max-width (not in Outlook on Windows), https://www.caniemail.com/features/css-max-width/',
  fix: 'write width="228", the pixels at which it is shown; a style may still say width:100%',
  bad: mailWith('<mj-text><img src="https://shop.example/box.png" alt="Open box" style="max-width:100%" /></mj-text>'),
  good: mailWith(
    '<mj-text><img src="https://shop.example/box.png" alt="Open box" width="228" style="max-width:100%" /></mj-text>',
  ),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const picture of document.elements('img')) {
        const width = picture.attribute('width') ?? styleOf(picture, 'width')?.value ?? ''
        const height = picture.attribute('height') ?? styleOf(picture, 'height')?.value ?? ''
        // One of both is enough: the other follows.
        if (
          isSize(width) ||
          isSize(height) ||
          picture.attribute('src') === undefined ||
          isHidden(picture) ||
          isOpenEnded(document, picture)
        )
          continue
        if (picture.attribute('class') !== undefined && width === '' && styleOf(picture, 'max-width') === undefined)
          continue
        report(document.placeAt(picture.begin), '<img> has no width in pixels')
      }
    }
  },
}

/** Anything that is not a share of something else: what is filled in may be one. */
const isSize = (size: string): boolean =>
  size !== '' && size !== 'auto' && !/^[\d.]+%$/.test(size.trim()) && size !== 'inherit'
