import { isInside } from '../document/ancestors.js'
import { fileNameOf, picturesOf } from '../document/pictures.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Drawings can hold scripts, so that clients do not show them. */
export const pictureVector: LintRule = {
  id: 'TPL553',
  group: 'images',
  severity: 'error',
  title: 'A picture is no SVG.',
  why: 'Gmail and Outlook on Windows show nothing in its place, which is most readers.',
  source: 'Can I email, SVG image format, https://www.caniemail.com/features/image-svg/',
  fix: 'send a PNG of twice the size at which it is shown',
  bad: mailWith('<mj-image src="https://shop.example/box.svg" alt="Open box" />'),
  good: mailWith('<mj-image src="https://shop.example/box.png" alt="Open box" />'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const picture of picturesOf(document)) {
        const src = picture.attributeNode('src')
        if (src !== undefined && /\.svgz?$/i.test(fileNameOf(src.value)) && !/^\s*data:/i.test(src.value))
          report(document.placeAt(src.valueBegin), `${fileNameOf(src.value)} is an SVG`)
      }
      for (const drawing of document.elements('svg')) {
        if (!isInside(drawing, 'svg')) report(document.placeAt(drawing.begin), 'a drawing stands in the HTML')
      }
    }
  },
}
