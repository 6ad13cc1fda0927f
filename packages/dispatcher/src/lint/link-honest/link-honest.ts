import { addressOf, linksOf } from '../document/links.js'
import { isLiteral } from '../document/opaque.js'
import { readableText } from '../document/readable-text.js'
import { mailWith } from '../example-mail.js'
import { hostOf } from '../link-host/stand-in.js'
import type { LintRule } from '../lint-rule.js'

/** An address as people write it, and nothing else. */
const written = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]\S*)?$/i

/** That a text shows one address and leads to another is how phishing is told. */
export const linkHonest: LintRule = {
  id: 'TPL535',
  group: 'links',
  severity: 'warning',
  title: 'A link that shows an address leads there.',
  why: 'Thunderbird and Outlook take a mail for phishing in which a link shows one host and leads to another, and so do filters.',
  source:
    'Thunderbird, phishing detection (text and host of a link differ), https://support.mozilla.org/kb/thunderbirds-scam-detection',
  fix: 'show words instead of an address, or lead to the host that is shown',
  bad: mailWith('<mj-text><a href="https://click.mailer.example/a1">www.shop.com</a></mj-text>'),
  good: mailWith('<mj-text><a href="https://click.mailer.example/a1">Follow your order</a></mj-text>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const { element, href } of linksOf(document)) {
        if (href === undefined) continue
        const text = readableText(element)
        const shown = written.exec(text)?.[1]?.toLowerCase()
        const host = hostOf(addressOf(href))
        if (shown === undefined || host === undefined || !isLiteral(host) || !isLiteral(text)) continue
        if (ownDomain(shown) !== ownDomain(host))
          report(document.placeAt(href.valueBegin), `the link shows ${shown} and leads to ${host}`)
      }
    }
  },
}

/** Names below the same domain belong to the same people; two labels are close enough to say nothing wrong. */
const ownDomain = (host: string): string => host.split('.').slice(-2).join('.')
