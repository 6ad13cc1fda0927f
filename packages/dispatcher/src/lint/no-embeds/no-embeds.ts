import { isInside } from '../document/ancestors.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const embeds: ReadonlySet<string> = new Set(['iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'portal'])

/** What belongs to pages. */
export const noEmbeds: LintRule = {
  id: 'TPL663',
  group: 'security',
  severity: 'error',
  title: 'A mail embeds no other page and does not become one.',
  why: 'Clients remove frames, plug-ins and redirections, and gateways take a mail with one of them for an attack.',
  source:
    'HTML, 4.8.5 The iframe element and 4.2.5.3 (refresh); Can I email, https://www.caniemail.com/features/html-object/',
  fix: 'show a picture of it that leads to the page',
  bad: mailWith('<mj-text><iframe src="https://shop.example/film"></iframe></mj-text>'),
  good: mailWith('<mj-text><a href="https://shop.example/film">See the film</a></mj-text>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const element of document.elements()) {
        if (embeds.has(element.name) && !isInside(element, 'svg', 'object'))
          report(document.placeAt(element.begin), `clients remove <${element.name}>`)
        if (element.name === 'meta' && element.attribute('http-equiv')?.trim().toLowerCase() === 'refresh')
          report(document.placeAt(element.begin), 'clients remove a redirection')
      }
    }
  },
}
