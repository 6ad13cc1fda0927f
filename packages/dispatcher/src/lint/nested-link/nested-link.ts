import { ancestorsOf } from '../document/ancestors.js'
import { linksOf } from '../document/links.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A button is a link already. */
export const nestedLink: LintRule = {
  id: 'TPL431',
  group: 'structure',
  severity: 'error',
  title: 'A link has no other link inside of it.',
  why: 'HTML ends the outer link where the inner one begins: the button comes apart, and half of it leads elsewhere or nowhere.',
  source:
    'HTML, 4.5.1 The a element (no interactive content inside), https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-a-element',
  fix: 'keep one of the two',
  bad: mailWith('<mj-button href="{{ url }}"><a href="{{ url }}">Follow your order</a></mj-button>'),
  good: mailWith('<mj-button href="{{ url }}">Follow your order</mj-button>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      const links = new Set(linksOf(document).flatMap(({ element, href }) => (href === undefined ? [] : [element])))
      for (const link of links) {
        if (link.name !== 'a') continue
        const outer = [...ancestorsOf(link)].find((element) => links.has(element))
        if (outer !== undefined)
          report(document.placeAt(link.begin), `the link stands inside of <${outer.name}>, which is a link itself`)
      }
    }
  },
}
