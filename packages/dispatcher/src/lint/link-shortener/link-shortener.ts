import { addressOf, linksOf } from '../document/links.js'
import { mailWith } from '../example-mail.js'
import { hostOf } from '../link-host/stand-in.js'
import { isShortener } from '../link-shorteners.js'
import type { LintRule } from '../lint-rule.js'

/** Addresses behind which anybody may hide anything. */
export const linkShortener: LintRule = {
  id: 'TPL537',
  group: 'links',
  severity: 'warning',
  title: 'A link shows to whom it leads, not to a service that shortens addresses.',
  why: 'Block lists list these services because spammers hide behind them, and a mail with one of them is taken for spam.',
  source: 'Spamhaus, Domain Block List, return codes 127.0.1.103 and 127.0.1.104 (abused redirectors)',
  fix: 'write the address itself, or use a domain of your own',
  bad: mailWith('<mj-button href="https://bit.ly/3xYzAbC">Follow your order</mj-button>'),
  good: mailWith('<mj-button href="https://shop.example/orders">Follow your order</mj-button>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const { href } of linksOf(document)) {
        const host = href === undefined ? undefined : hostOf(addressOf(href))
        if (href === undefined || host === undefined || !isShortener(host)) continue
        report(document.placeAt(href.valueBegin), `${host} hides where the link leads`)
      }
    }
  },
}
