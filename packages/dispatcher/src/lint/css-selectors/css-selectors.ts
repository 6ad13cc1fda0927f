import { missing, plainBlocks } from '../clients/audience.js'
import { clientList } from '../clients/client-words.js'
import { mailExample } from '../clients/mail-example.js'
import type { LintRule } from '../lint-rule.js'

/** Parts whose absence changes how a mail looks; hovering, focus and the like are extras everywhere. */
const telling = /^(?:[>+~&]|\[\]|:(?:not|has|is|where|(?:first|last|only|nth)-.*(?:child|of-type)|before|after))$/

/** Selectors written for one client on purpose: what Outlook on the web, Gmail, Apple Mail and others add to a mail. */
const aimed =
  /\[(?:data-og\w+|owa|x-apple-data-detectors|style|lang|summary|href)\b|\[class[~^*|]?=["']?x_|^u ?\+|#MessageView|\.moz-text|\.ExternalClass|#outlook|:(?:checked|hover|active|focus|visited)|body ?\[|\.Singleton|\.yshortcuts|\.ii|\.a6S|\.aBn|\.g-img|x-gmail|\.im\b/i

/** Rules of CSS that some clients never apply. */
export const cssSelectors: LintRule = {
  id: 'TPL603',
  group: 'clients',
  severity: 'warning',
  title: 'Selectors are of the kinds that all clients know.',
  why: 'A client that does not know a selector leaves the whole rule out: elements look as if nobody had styled them.',
  source: 'https://www.caniemail.com/features/css-selector-attribute/',
  fix: 'give the elements a class, and select by it',
  bad: mailExample({ head: '<mj-style>\n  .items td:last-child { color: #333333 }\n</mj-style>' }),
  good: mailExample({ head: '<mj-style>\n  .items .total { color: #333333 }\n</mj-style>' }),
  check: (subject, report) => {
    for (const { document, style, block } of plainBlocks(subject)) {
      if (!style.sheet) continue
      for (const { text, begin, parts } of block.selectors) {
        if (aimed.test(text)) continue
        const forms = block.nested ? ['&'] : parts.filter((part) => telling.test(part))
        const without = missing(subject, document, { begin }, forms)
        if (without.length === 0) continue
        report(document.placeAt(begin), `\`${text}\` is not understood by ${clientList(without)}`)
        break
      }
    }
  },
}
