import { assetsStart } from '../../templates/assets/spell-assets.js'
import { isInside } from '../document/ancestors.js'
import { addressOf, linksOf } from '../document/links.js'
import { isLiteral } from '../document/opaque.js'
import { isRelative } from '../document/relative-address.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A mail has no address of its own that others could be relative to. */
export const linkAbsolute: LintRule = {
  id: 'TPL532',
  group: 'links',
  severity: 'error',
  title: 'A link states its whole address.',
  why: 'A mail has no page that an address could be relative to: clients make it an address of their own web site, or drop it.',
  source: 'RFC 3986, 5.1, https://www.rfc-editor.org/rfc/rfc3986#section-5.1',
  fix: 'begin with https:// and the host',
  bad: mailWith('<mj-button href="/orders">Follow your order</mj-button>'),
  good: mailWith('<mj-button href="https://shop.example/orders">Follow your order</mj-button>'),
  check: ({ source, documents }, report) => {
    for (const document of documents) {
      for (const { element, href } of linksOf(document)) {
        if (href === undefined) continue
        const address = addressOf(href)
        // Compiling says it of a template where a part of the address is filled in.
        if (!isRelative(address) || (source !== undefined && !isLiteral(address))) continue
        // Publishing gives these their address.
        if (source !== undefined && address.startsWith(assetsStart)) continue
        if (isInside(element, 'mj-navbar') && hasBase(element.parent?.attribute('base-url'))) continue
        report(document.placeAt(href.valueBegin), `\`${address}\` is relative, and a mail has no address of its own`)
      }
    }
  },
}

const hasBase = (base: string | undefined): boolean => base !== undefined && base.trim() !== ''
