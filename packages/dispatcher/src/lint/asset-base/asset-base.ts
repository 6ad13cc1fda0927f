import { brandsOf } from '../../render/brands-of.js'
import { exampleDefinition } from '../example-definition.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const shown = {
  ...mailWith('<mj-image src="_assets/box.png" alt="Open box" />'),
  '_assets/box.png': 'A picture of 600 x 400 pixels',
}

/** In production a message cannot be sent whose picture is nowhere. */
export const assetBase: LintRule = {
  id: 'TPL552',
  group: 'images',
  severity: 'warning',
  title: 'A brand that files of `_assets/` are shown in has an `assetBase`.',
  why: 'The mail would show pictures that are served nowhere: `tidings publish` refuses it for production, and the change waits.',
  source:
    'RFC 3986, 5.1, https://www.rfc-editor.org/rfc/rfc3986#section-5.1: a mail has no address that a file could be relative to',
  fix: 'give the brand an assetBase in tidings.yaml, or list the brands that the template allows without it',
  bad: {
    ...shown,
    'template.yaml': `${exampleDefinition(['en'])}brands: [main, plain]     # plain has no assetBase\n`,
  },
  good: { ...shown, 'template.yaml': `${exampleDefinition(['en'])}brands: [main]            # and main has one\n` },
  check: ({ name, artefact, definition, brands, production }, report) => {
    if (!production || (artefact?.assets === undefined && artefact?.brandAssets === undefined)) return
    const without = brandsOf(artefact, brands).filter((brand) => brands[brand]?.assetBase === undefined)
    if (without.length === 0) return
    const place =
      artefact.brands === undefined
        ? undefined
        : definition?.placeOf(['brands', artefact.brands.indexOf(without[0] ?? '')])
    report(
      place ?? { file: `${name}/template.yaml`, line: 1, column: 1 },
      `files of _assets/ are shown, and the brand ${without.join(', ')} does not say where they are served`,
    )
  },
}
