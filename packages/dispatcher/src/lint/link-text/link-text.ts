import { linksOf } from '../document/links.js'
import type { MarkupElement, MarkupNode } from '../document/markup.js'
import { createAttributeLookup } from '../document/mjml-attributes.js'
import { readableText } from '../document/readable-text.js'
import { isHidden } from '../document/styles.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** What names an element beside its text. */
const naming = ['alt', 'aria-label', 'aria-labelledby', 'title']

/** A link is announced by its text: one without is announced by its address. */
export const linkText: LintRule = {
  id: 'TPL573',
  group: 'accessibility',
  severity: 'error',
  title: 'A link has a text, or a picture with an alternative text.',
  why: 'A screen reader says "link" and spells the address, and where pictures are off nothing is there to click.',
  source: 'WCAG 2.2, 2.4.4 Link Purpose and 4.1.2, failure F89, https://www.w3.org/WAI/WCAG22/Techniques/failures/F89',
  fix: 'write where the link leads into it, or into the alt of its picture',
  bad: mailWith('<mj-image src="https://shop.example/box.png" href="{{ url }}" alt="" />'),
  good: mailWith('<mj-image src="https://shop.example/box.png" href="{{ url }}" alt="Follow your order" />'),
  check: ({ documents }, report) => {
    const lookup = createAttributeLookup(documents)
    for (const document of documents) {
      for (const { element } of linksOf(document)) {
        if (element.name === 'mj-image' && lookup(element, 'alt') === undefined) continue
        if (isSilent(element) && !isHidden(element) && element.attribute('aria-hidden') !== 'true')
          report(document.placeAt(element.begin), 'the link has no text, and no picture that says where it leads')
      }
    }
  },
}

function isSilent(link: MarkupElement): boolean {
  // Social elements have a picture of their own, and its alternative text is theirs.
  return ![link, ...elementsIn(link.children)].some(says) && readableText(link) === ''
}

function says(element: MarkupElement): boolean {
  if (naming.some((name) => (element.attribute(name) ?? '').trim() !== '')) return true
  // A picture without an alternative text is a finding of its own, and one fix cures both.
  return element.name === 'img' && element.attribute('alt') === undefined
}

function elementsIn(nodes: readonly MarkupNode[]): readonly MarkupElement[] {
  return nodes.flatMap((node) => (node.kind === 'element' ? [node, ...elementsIn(node.children)] : []))
}
