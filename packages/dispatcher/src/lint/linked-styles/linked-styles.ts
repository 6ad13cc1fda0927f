import { clientsAt } from '../clients/audience.js'
import { clientsWithout } from '../clients/client-support.js'
import { clientList } from '../clients/client-words.js'
import { mailExample } from '../clients/mail-example.js'
import type { LintDocument } from '../document/lint-document.js'
import { stylesOf } from '../document/read-styles.js'
import type { LintRule } from '../lint-rule.js'

/** Style sheets that only bring a font: clients that skip them show the next font of the list. */
const fonts = /font|typekit|typography\.com/i

interface Linked {
  readonly address: string
  readonly at: number
  /** How the data calls the way it is named. */
  readonly form: string
}

function* linkedIn(document: LintDocument): Generator<Linked> {
  for (const { attribute, begin } of document.elements('link')) {
    if (!/\bstylesheet\b/i.test(attribute('rel') ?? '')) continue
    yield { address: attribute('href') ?? '', at: begin, form: '<link rel=stylesheet>' }
  }
  for (const { atRules } of stylesOf(document)) {
    for (const { name, prelude, begin } of atRules) {
      if (name !== 'import') continue
      const [, address = ''] = /^(?:url\(\s*)?["']?([^"')\s]+)/i.exec(prelude) ?? []
      yield { address, at: begin, form: '@import' }
    }
  }
}

/** Style sheets that a client would have to fetch. */
export const linkedStyles: LintRule = {
  id: 'TPL607',
  group: 'clients',
  severity: 'error',
  title: 'A mail carries its style sheets in itself.',
  why: 'Mail clients fetch no style sheets: without it the mail is plain text with blue links.',
  source: 'https://www.caniemail.com/features/html-link/',
  fix: 'copy the rules into `<style>`, or let an inliner write them into style attributes',
  bad: mailExample({ head: '<mj-raw><link rel="stylesheet" href="https://shop.example/mail.css"></mj-raw>' }),
  good: mailExample({ head: '<mj-style>\n  .price { color: #333333 }\n</mj-style>' }),
  check: (subject, report) => {
    for (const document of subject.documents) {
      for (const { address, at, form } of linkedIn(document)) {
        if (fonts.test(address)) continue
        // In a file of no template, an address without a host is for the tool that will write its rules into the mail.
        if (subject.source === undefined && !/^\s*(?:https?:)?\/\//i.test(address)) continue
        const without = clientsWithout(form, clientsAt(subject, document, at))
        if (without.length === 0) continue
        report(document.placeAt(at), `the style sheet ${address} is not loaded by ${clientList(without)}`)
      }
    }
  },
}
