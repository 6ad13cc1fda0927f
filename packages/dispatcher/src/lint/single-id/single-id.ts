import type { MarkupAttribute } from '../document/markup.js'
import { isLiteral } from '../document/opaque.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Arms of a condition may use the same one: only one of them is sent. */
export const singleId: LintRule = {
  id: 'TPL432',
  group: 'structure',
  severity: 'warning',
  title: 'An id stands in a mail once.',
  why: 'Links within the mail and labels for screen readers find the first element only, and clients that rename ids mix them up.',
  source: 'HTML, 3.2.6 Global attributes, `id`, https://html.spec.whatwg.org/multipage/dom.html#the-id-attribute',
  fix: 'give each its own id, or use a class',
  bad: mailWith('<mj-text><p id="menu">Menu</p><p id="menu">Dishes</p></mj-text>'),
  good: mailWith('<mj-text><p id="menu">Menu</p><p id="dishes">Dishes</p></mj-text>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      const seen = new Map<string, MarkupAttribute>()
      for (const element of document.elements()) {
        const id = element.attributeNode('id')
        if (id === undefined || id.value.trim() === '' || !isLiteral(id.value)) continue
        const first = seen.get(id.value)
        if (first === undefined) seen.set(id.value, id)
        else if (
          !/\{[%{][#/%-]*\s*(?:else|elsif|elif|when|if|unless|end|\w+if)|<%|<!--\s*\[|<!\[endif/.test(
            document.text.slice(first.begin, id.begin),
          )
        )
          report(document.placeAt(id.valueBegin), `the id \`${id.value}\` stands above already`)
      }
    }
  },
}
