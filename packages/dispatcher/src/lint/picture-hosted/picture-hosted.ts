import { picturesOf } from '../document/pictures.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A picture that is written into the HTML looks fine in a browser, and nowhere else. */
export const pictureHosted: LintRule = {
  id: 'TPL552',
  group: 'images',
  severity: 'error',
  title: 'A picture is not written into the HTML itself.',
  why: 'Gmail, Outlook on the web and Outlook on Windows show nothing for `data:` addresses, and the mail is clipped the sooner.',
  source: 'Can I email, Base64 image format, https://www.caniemail.com/features/image-base64/',
  fix: 'host the picture and write its address',
  bad: mailWith('<mj-image src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="Open box" />'),
  good: mailWith('<mj-image src="https://shop.example/box.gif" alt="Open box" />'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const picture of picturesOf(document)) {
        const src = picture.attributeNode('src')
        if (src === undefined || !/^\s*data:/i.test(src.value)) continue
        report(document.placeAt(src.valueBegin), `${src.value.length} characters of picture stand in the HTML`)
      }
    }
  },
}
