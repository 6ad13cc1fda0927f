import { isDefault } from '../document/ancestors.js'
import { addressOf, linksOf } from '../document/links.js'
import type { LintDocument } from '../document/lint-document.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** No client runs scripts, and filters do not like to see them. */
export const noScripts: LintRule = {
  id: 'TPL662',
  group: 'security',
  severity: 'error',
  title: 'A mail has no scripts.',
  why: 'Every client removes them, what depends on them does not work, and gateways quarantine the whole mail.',
  source: 'Can I email, script element, https://www.caniemail.com/features/html-script/',
  fix: 'let a page behind a link do it',
  bad: mailWith('<mj-text><a href="javascript:history.back()">Back to the order</a></mj-text>'),
  good: mailWith('<mj-text><a href="{{ url }}">Back to the order</a></mj-text>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      // AMP for Email is a part of its own, in which scripts are asked for by name.
      if (isAmp(document)) continue
      for (const script of document.elements('script')) {
        // Gmail reads orders and flights from these.
        if (/^application\/(?:ld\+)?json$/i.test(script.attribute('type')?.trim() ?? '')) continue
        report(document.placeAt(script.begin), 'no client runs a script')
      }
      for (const element of document.elements()) {
        if (isDefault(element)) continue
        for (const { name, begin } of element.attributes)
          if (/^on[a-z]{3,}$/.test(name)) report(document.placeAt(begin), `no client runs what \`${name}\` says`)
      }
      for (const { href } of linksOf(document))
        if (href !== undefined && /^(?:java|vb)script:/i.test(addressOf(href)))
          report(document.placeAt(href.valueBegin), 'no client runs a script behind a link')
    }
  },
}

function isAmp(document: LintDocument): boolean {
  return document
    .elements('html')
    .some((root) => root.attributes.some(({ name }) => /^(?:⚡4email|amp4email)/.test(name)))
}
