import { picturesOf } from '../document/pictures.js'
import { mailWith } from '../example-mail.js'
import { isStandIn } from '../link-host/stand-in.js'
import type { LintRule } from '../lint-rule.js'

/** A web client is itself a page, and what it shows has to be encrypted as it is. */
export const pictureEncrypted: LintRule = {
  id: 'TPL551',
  group: 'images',
  severity: 'warning',
  title: 'A picture is loaded encrypted.',
  why: 'Web clients without a proxy of their own do not load it into their encrypted page, and the network sees who reads what.',
  source: 'W3C, Mixed Content, 5, https://www.w3.org/TR/mixed-content/',
  fix: 'write https://',
  bad: mailWith('<mj-image src="http://shop.example/box.png" alt="Open box" />'),
  good: mailWith('<mj-image src="https://shop.example/box.png" alt="Open box" />'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const picture of picturesOf(document)) {
        const src = picture.attributeNode('src')
        if (src === undefined || !/^\s*http:\/\//i.test(src.value) || isStandIn(src.value.trim())) continue
        report(document.placeAt(src.valueBegin), `\`${src.value.trim()}\` is not encrypted`)
      }
    }
  },
}
