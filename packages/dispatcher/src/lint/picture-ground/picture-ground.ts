import { isDefault } from '../document/ancestors.js'
import type { MarkupElement } from '../document/markup.js'
import { createAttributeLookup } from '../document/mjml-attributes.js'
import { styleOf, stylesOf } from '../document/styles.js'
import type { LintRule } from '../lint-rule.js'

const section = (attributes: string) => ({
  'email.mjml': `<mjml lang="en"><mj-head><mj-title>Your order</mj-title></mj-head><mj-body>
    <mj-section ${attributes}><mj-column><mj-text color="#ffffff">Hello {{ name }}</mj-text></mj-column></mj-section>
  </mj-body></mjml>`,
})

/** What lies behind a text has to be there when its picture is not. */
export const pictureGround: LintRule = {
  id: 'TPL557',
  group: 'images',
  severity: 'warning',
  title: 'A picture behind text has a colour behind it.',
  why: 'Where pictures are off, as they are at first in Outlook, white text on the picture becomes white text on white.',
  source: 'WCAG 2.2, 1.4.3, failure F83, https://www.w3.org/WAI/WCAG22/Techniques/failures/F83',
  fix: 'add a background-color that is near to the picture',
  bad: section('background-url="https://shop.example/table.jpg"'),
  good: section('background-url="https://shop.example/table.jpg" background-color="#3a2330"'),
  check: ({ documents }, report) => {
    const lookup = createAttributeLookup(documents)
    for (const document of documents) {
      for (const element of document.elements()) {
        const picture = pictureBehind(element)
        if (picture === undefined || isDefault(element)) continue
        const painted =
          (lookup(element, 'background-color') ?? element.attribute('bgcolor')) !== undefined ||
          styleOf(element, 'background-color') !== undefined ||
          stylesOf(element).some(
            ({ property, value }) => property === 'background' && /#[\da-f]{3}|rgb|^[a-z]+\b(?!\()/i.test(value),
          )
        if (!painted) report(document.placeAt(picture), 'the picture has no colour behind it')
      }
    }
  },
}

/** Where an element states the picture that is behind its content. */
function pictureBehind(element: MarkupElement): number | undefined {
  const attribute = ['mj-section', 'mj-wrapper', 'mj-hero'].includes(element.name) ? 'background-url' : 'background'
  const stated = element.attributeNode(attribute)
  if (stated !== undefined && /^(?:https?:)?\/\//.test(stated.value.trim())) return stated.begin
  return stylesOf(element).find(
    ({ property, value }) => /^background(?:-image)?$/.test(property) && /url\(/i.test(value),
  )?.begin
}
