import { assetsStart } from '../../templates/assets/spell-assets.js'
import { isLiteral } from '../document/opaque.js'
import { isOpenEnded } from '../document/open-ended.js'
import { picturesOf } from '../document/pictures.js'
import { isRelative } from '../document/relative-address.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Pictures of a mail are loaded from the web, or come with it by `cid:`. */
export const pictureAddress: LintRule = {
  id: 'TPL550',
  group: 'images',
  severity: 'error',
  title: 'A picture states its whole address.',
  why: 'A mail has no folder and no page beside it: every client shows a broken picture.',
  source: 'RFC 3986, 5.1, https://www.rfc-editor.org/rfc/rfc3986#section-5.1; RFC 2392 for `cid:`',
  fix: 'host the picture, and begin with https:// and the host',
  bad: mailWith('<mj-image src="images/box.png" alt="Open box" />'),
  good: mailWith('<mj-image src="https://shop.example/images/box.png" alt="Open box" />'),
  check: ({ source, documents }, report) => {
    for (const document of documents) {
      for (const picture of picturesOf(document)) {
        const src = picture.attributeNode('src')
        if (src === undefined) {
          if (isOpenEnded(document, picture)) continue
          report(document.placeAt(picture.begin), `<${picture.name}> has no src, and shows nothing`)
          continue
        }
        const address = src.value.trim()
        if (address === '') report(document.placeAt(src.valueBegin), 'the src is empty')
        if (!isRelative(address) || (source !== undefined && !isLiteral(address))) continue
        // Publishing gives these their address.
        if (source !== undefined && address.startsWith(assetsStart)) continue
        report(document.placeAt(src.valueBegin), `\`${address}\` is relative, and a mail has no address of its own`)
      }
    }
  },
}
