import { fileNameOf, picturesOf } from '../document/pictures.js'
import { styleOf } from '../document/styles.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Pictures that only hold a place have such names since there are mails. */
const spacer = /spacer|blank|clear|transparent|trans\b|shim|dot/i

/** A picture that nobody is meant to see. */
export const trackingPixel: LintRule = {
  id: 'TPL667',
  group: 'security',
  severity: 'warning',
  title: 'No invisible picture tells that a mail was opened.',
  why: "It needs the reader's consent beforehand, and Apple and Gmail load it by themselves: what it counts is nobody's reading.",
  source: 'Directive 2002/58/EC, Art. 5(3), and EDPB Guidelines 2/2023, 3.1 (URL and pixel tracking)',
  fix: 'take it out; clicks and orders say more',
  bad: mailWith('<mj-text>Good bye<img src="https://shop.example/open/1" width="1" height="1" alt="" /></mj-text>'),
  good: mailWith('<mj-text>Good bye</mj-text>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const picture of picturesOf(document)) {
        const src = picture.attribute('src') ?? ''
        const sizes = ['width', 'height'].map((name) => picture.attribute(name) ?? styleOf(picture, name)?.value)
        const invisible = sizes.every((size) => size !== undefined && /^[01](?:px)?$/.test(size.trim()))
        if (!invisible || !/^(?:https?:)?\/\/|\{\{|<%/.test(src.trim()) || spacer.test(fileNameOf(src))) continue
        report(document.placeAt(picture.begin), 'the picture is invisible, and tells that the mail was opened')
      }
    }
  },
}
