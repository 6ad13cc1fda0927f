import { linksOf } from '../document/links.js'
import { readableText } from '../document/readable-text.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const vague: ReadonlySet<string> = new Set([
  ...['here', 'click here', 'click', 'click me', 'click this link', 'this link', 'this', 'link', 'more', 'read more'],
  ...['hier', 'hier klicken', 'klicken sie hier', 'klicke hier', 'klick hier', 'mehr', 'mehr lesen', 'weiterlesen'],
  ...[
    'ici',
    'cliquez ici',
    'lire la suite',
    'en savoir plus',
    'aquí',
    'haga clic aquí',
    'leer más',
    'qui',
    'clicca qui',
  ],
])

/** Screen readers list the links of a mail without the sentences around them. */
export const linkPurpose: LintRule = {
  id: 'TPL574',
  group: 'accessibility',
  severity: 'warning',
  title: 'The text of a link says where it leads.',
  why: 'A screen reader lists links by themselves, and ten times "here" tells nobody which one is wanted.',
  source: 'WCAG 2.2, 2.4.9 Link Purpose, failure F84, https://www.w3.org/WAI/WCAG22/Techniques/failures/F84',
  fix: 'name the page or the deed, as "Follow your order"',
  bad: mailWith('<mj-button href="{{ url }}">Click here</mj-button>'),
  good: mailWith('<mj-button href="{{ url }}">Follow your order</mj-button>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const { element } of linksOf(document)) {
        if ((element.attribute('aria-label') ?? element.attribute('title') ?? '') !== '') continue
        const text = readableText(element)
        const words = text.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
        if (vague.has(words))
          report(document.placeAt(element.begin), `the link says \`${text}\`, which names nothing that it leads to`)
      }
    }
  },
}
