import { clientsAt } from '../clients/audience.js'
import { clientsWithout } from '../clients/client-support.js'
import { clientList } from '../clients/client-words.js'
import { mailExample } from '../clients/mail-example.js'
import { imageForm } from '../clients/support-of.js'
import type { LintRule } from '../lint-rule.js'

const images = ['img', 'mj-image', 'mj-carousel-image', 'mj-social-element']

/** Pictures that some clients cannot show. */
export const imageFormats: LintRule = {
  id: 'TPL610',
  group: 'clients',
  severity: 'error',
  title: 'Pictures are PNG, JPEG or GIF files.',
  why: 'A client that does not know the format shows an empty frame, or the alt text.',
  source: 'https://www.caniemail.com/features/image-svg/',
  fix: 'publish the picture as PNG or JPEG, and name that file',
  bad: mailExample({
    body: '<mj-image src="https://shop.example/logo.svg" alt="The shop" width="120px" height="40px" />',
  }),
  good: mailExample({
    body: '<mj-image src="https://shop.example/logo.png" alt="The shop" width="120px" height="40px" />',
  }),
  check: (subject, report) => {
    for (const document of subject.documents) {
      for (const element of document.elements()) {
        const source = images.includes(element.name) ? element.attributeNode('src') : undefined
        const form = source === undefined ? undefined : imageForm(source.value)
        if (source === undefined || form === undefined) continue
        const without = clientsWithout(form, clientsAt(subject, document, element.begin))
        if (without.length === 0) continue
        const what = form === 'data:image' ? 'a picture in the mail itself (`data:`)' : `a picture in \`${form}\``
        report(document.placeAt(source.valueBegin), `${what} is not shown by ${clientList(without)}`)
      }
    }
  },
}
