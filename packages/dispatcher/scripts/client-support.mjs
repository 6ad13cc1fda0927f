// Prunes the data of caniemail.com to what lint uses: what each client did when it was last tested, and what a feature
// looks like in CSS and HTML. `node scripts/client-support.mjs` writes the file; with --check it fails where the file is
// out of date, as a test asks.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const target = fileURLToPath(new URL('../src/lint/clients/client-data.ts', import.meta.url))
const require = createRequire(import.meta.url)

/** What a feature looks like where its title does not say it. */
const forms = {
  'css-at-media-hover': ['@media(hover)', '@media(any-hover)'],
  'css-at-media-device-pixel-ratio': ['@media(-webkit-min-device-pixel-ratio)', '@media(-webkit-device-pixel-ratio)'],
  'css-block-inline-size': ['block-size:', 'inline-size:'],
  'css-border-inline-block': ['border-inline:', 'border-block:'],
  'css-border-radius-logical': ['border-start-start-radius:', 'border-end-end-radius:'],
  'css-column-layout-properties': ['columns:', 'column-width:', 'column-rule:', 'column-span:', 'column-fill:'],
  'css-flex-direction': ['flex-direction:'],
  'css-flex-wrap': ['flex-wrap:'],
  'css-gap': ['gap:', 'column-gap:', 'row-gap:'],
  'css-grid-template': ['grid-template:', 'grid-template-columns:', 'grid-template-rows:', 'grid-template-areas:'],
  'css-important': ['!important'],
  'css-intrinsic-size': ['=fit-content', '=min-content', '=max-content'],
  'css-left-right-top-bottom': ['left:', 'right:', 'top:', 'bottom:'],
  'css-margin-block-start-end': ['margin-block-start:', 'margin-block-end:'],
  'css-margin-inline-block': ['margin-inline:', 'margin-block:'],
  'css-margin-inline-start-end': ['margin-inline-start:', 'margin-inline-end:'],
  'css-modern-color': ['lch()', 'oklch()', 'lab()', 'oklab()'],
  'css-nesting': ['&'],
  'css-padding-block-start-end': ['padding-block-start:', 'padding-block-end:'],
  'css-padding-inline-block': ['padding-inline:', 'padding-block:'],
  'css-padding-inline-start-end': ['padding-inline-start:', 'padding-inline-end:'],
  'css-pseudo-class-lang': [':lang'],
  'css-scroll-snap': ['scroll-snap-type:', 'scroll-snap-align:'],
  'css-selector-adjacent-sibling': ['+'],
  'css-selector-attribute': ['[]'],
  'css-selector-child': ['>'],
  'css-selector-general-sibling': ['~'],
  'css-selector-universal': ['*'],
  'css-sytem-ui': ['=system-ui', '=ui-serif', '=ui-sans-serif', '=ui-rounded', '=ui-monospace'],
  'css-unit-calc': ['calc()'],
  'css-unit-initial': ['=initial'],
  'css-variables': ['var()'],
  'html-input-checkbox': ['<input type=checkbox>'],
  'html-input-radio': ['<input type=radio>'],
  'html-input-reset': ['<input type=reset>'],
  'html-input-submit': ['<input type=submit>'],
  'html-input-text': ['<input type=text>'],
  'html-button-reset': ['<button type=reset>'],
  'html-button-submit': ['<button>', '<button type=submit>'],
  'html-link': ['<link rel=stylesheet>'],
  'html-meta-color-scheme': ['<meta name=color-scheme>'],
  'html-srcset': ['srcset='],
  'html-semantics': ['<article>', '<aside>', '<figure>', '<figcaption>', '<footer>', '<header>', '<main>', '<nav>'],
  'html-svg': ['<svg>'],
  'image-apng': ['.apng'],
  'image-avif': ['.avif'],
  'image-base64': ['data:image'],
  'image-bmp': ['.bmp'],
  'image-gif': ['.gif'],
  'image-heif': ['.heif', '.heic'],
  'image-ico': ['.ico'],
  'image-jpg': ['.jpg', '.jpeg'],
  'image-mp4': ['.mp4'],
  'image-png': ['.png'],
  'image-svg': ['.svg'],
  'image-tiff': ['.tiff', '.tif'],
  'image-webp': ['.webp'],
}

function formsOf({ slug, title }) {
  if (forms[slug]) return forms[slug]
  const plain = title.trim().replace(/ (shorthand|property|CSS property|keyword)$/, '')
  const [, element] = /^<([a-z]+)>( element)?$/.exec(plain) ?? []
  if (element) return [`<${element}>`]
  const [, attribute] = /^([a-z-]+) attribute$/.exec(plain) ?? []
  if (attribute) return [`${attribute}=`]
  if (!slug.startsWith('css-')) return []
  if (/^[a-z-]+\(\)$/.test(plain)) return [plain]
  if (/^@[a-z-]+$/.test(plain)) return [plain]
  const [, feature] = /^@media \(([a-z-]+)\)$/.exec(plain) ?? []
  if (feature) return [`@media(${feature})`]
  const [, pseudo] = /^:{1,2}([a-z-]+)(\(\))?$/.exec(plain) ?? []
  if (pseudo) return [`:${pseudo}`]
  const [, property, value] = /^([a-z-]+):\s*([a-z-]+)$/.exec(plain) ?? []
  if (property) return [`${property}:${value}`]
  const [, unit] = /^([a-z]+) unit$/.exec(plain) ?? []
  if (unit) return [`0${unit}`]
  return /^[a-z-]+$/.test(plain) ? [`${plain}:`] : []
}

/** Newest last. A month is when a client without versions was tested; Outlook for macOS went from years to 16.x. */
function compareVersions(client, left, right) {
  const rank = (version) =>
    /^\d{4}-\d\d$/.test(version) ? 2 : client === 'outlook.macos' && /^20\d\d$/.test(version) ? 0 : 1
  return rank(left) - rank(right) || left.localeCompare(right, 'en', { numeric: true })
}

/** The text of the pruned file. */
function prune() {
  const { data, last_update_date: date } = require('caniemail/caniemail.json')
  const licence = readFileSync(join(dirname(require.resolve('caniemail/package.json')), 'LICENSE'), 'utf8')
  const clients = [
    ...new Set(
      data.flatMap(({ stats }) =>
        Object.entries(stats).flatMap(([family, platforms]) =>
          Object.keys(platforms).map((platform) => `${family}.${platform}`),
        ),
      ),
    ),
  ].sort()
  const versions = []
  const lines = data
    .map((feature) => ({ ...feature, forms: formsOf(feature) }))
    .filter((feature) => feature.forms.length > 0)
    .sort((left, right) => (left.slug < right.slug ? -1 : 1))
    .map(({ slug, stats, forms: looks }) => {
      const cells = clients.map((client) => {
        const [family, platform] = client.split('.')
        const tested = stats[family]?.[platform] ?? {}
        const version = Object.keys(tested)
          .sort((left, right) => compareVersions(client, left, right))
          .at(-1)
        const status = version === undefined ? 'u' : tested[version][0]
        if (status === 'u') return '.'
        if (status === 'y') return 'y'
        if (!versions.includes(version)) versions.push(version)
        return status + versions.indexOf(version).toString(36).padStart(2, '0')
      })
      return `${slug} ${looks.join('|').replaceAll(' ', '_')} ${cells.join('')}`
    })
  const comment = licence
    .trim()
    .replace(/^(?=.)/gm, '// ')
    .replace(/^$/gm, '//')
  return `// Written by scripts/client-support.mjs; do not edit. Data of caniemail.com, from the npm package caniemail:
//
${comment}

/** When caniemail.com changed the data last. */
export const clientDataDate: string = '${date.slice(0, 10)}'

/** Clients, as \`family.platform\`, in the order of the cells below. */
export const clientNames: string = \`
${clients.join('\n')}
\`

/** Versions, or months of tests, that cells count into. */
export const clientVersions: string = \`
${versions.join('\n')}
\`

/**
 * A line for each feature: its name at caniemail.com, what it looks like, and a cell for each client: \`y\` supported,
 * \`.\` unknown, \`n\` not and \`a\` partly, with the version that was tested last, counted in base 36.
 */
export const clientFeatures: string = \`
${lines.join('\n')}
\`
`
}

if (process.argv.includes('--check')) process.exitCode = readFileSync(target, 'utf8') === prune() ? 0 : 1
else writeFileSync(target, prune())
