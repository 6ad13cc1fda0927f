import { clientsAt } from '../clients/audience.js'
import { clientsWithout } from '../clients/client-support.js'
import { clientList } from '../clients/client-words.js'
import { mailExample } from '../clients/mail-example.js'
import { elementsOf, type MarkupElement, standsIn, textIn } from '../document/markup.js'
import type { LintRule } from '../lint-rule.js'

const drawn = ['svg', 'video', 'audio', 'object', 'progress', 'meter']

/** What clients that do not know the element show instead; an svg has none: Gmail removes it with all in it. */
const hasFallback = (element: MarkupElement): boolean =>
  element.name !== 'svg' &&
  (textIn(element).trim() !== '' || [...elementsOf(element.children)].some(({ name }) => name === 'img'))

/** Whether it is there only for the clients that a style sheet shows it to. */
function isHidden(element: MarkupElement): boolean {
  for (let each: MarkupElement | undefined = element; each !== undefined; each = each.parent) {
    if (/display\s{0,9}:\s{0,9}none/i.test(each.attribute('style') ?? '')) return true
  }
  return false
}

/** Content that some readers never see. */
export const drawnContent: LintRule = {
  id: 'TPL608',
  group: 'clients',
  severity: 'error',
  title: 'Nothing is drawn by an element that clients remove.',
  why: 'Where svg, video and the like are removed there is an empty place, and nobody there knows what is missing.',
  source: 'https://www.caniemail.com/features/html-svg/',
  fix: 'show a PNG or JPEG with an alt text; in a video put an image as what is shown instead',
  bad: mailExample({ body: '<mj-raw><svg width="24" height="24"><circle cx="12" cy="12" r="12" /></svg></mj-raw>' }),
  good: mailExample({
    body: '<mj-image src="https://shop.example/dot.png" alt="On its way" width="24px" height="24px" />',
  }),
  check: (subject, report) => {
    for (const document of subject.documents) {
      for (const element of document.elements()) {
        if (!drawn.includes(element.name) || standsIn(element, 'svg') || hasFallback(element) || isHidden(element))
          continue
        const without = clientsWithout(`<${element.name}>`, clientsAt(subject, document, element.begin))
        if (without.length === 0) continue
        report(document.placeAt(element.begin), `\`<${element.name}>\` is not shown by ${clientList(without)}`)
      }
    }
  },
}
