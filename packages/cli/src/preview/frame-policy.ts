import { createHash } from 'node:crypto'

/** Which pictures a framed mail may load: none, those of the project, or those of any server. */
export type Pictures = 'off' | 'own' | 'all'

/** Reads the query parameter `pictures`. */
export function readPictures(value: string | null): Pictures {
  return value === 'off' || value === 'all' ? value : 'own'
}

/**
 * Headers of a mail in a frame: it runs nothing, sends nothing, and shows itself to our page alone. `allow-same-origin`
 * lets that page read the mail's size and colours; without `allow-scripts` it gives the mail nothing.
 *
 * @param origin of the preview, as `http://127.0.0.1:8026`
 */
export function frameHeaders(pictures: Pictures, origin: string): Readonly<Record<string, string>> {
  const images = { off: "'none'", own: `${origin}/assets/ data:`, all: `${origin}/assets/ data: https: http:` }[
    pictures
  ]
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `img-src ${images}`,
      "style-src 'unsafe-inline'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      'sandbox allow-same-origin',
    ].join('; '),
    'x-content-type-options': 'nosniff',
    // Names in links are not to be looked up before anybody follows them.
    'x-dns-prefetch-control': 'off',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}

/**
 * Headers of the page itself and of all that is no mail. Frames hold what comes from here, whatever a mail links to.
 *
 * @param style the style sheet that stands in the page
 */
export function headersOfPage(style: string): Readonly<Record<string, string>> {
  const hash = createHash('sha256').update(style).digest('base64')
  return { ...pageHeaders, 'content-security-policy': policyOfPage(`style-src 'self' 'sha256-${hash}'`) }
}

/** Headers of all that is neither page nor mail. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policyOfPage("style-src 'self'"),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

function policyOfPage(style: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    style,
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * HTML without links to other resources and without frames of its own. No policy keeps a browser from connecting to where
 * `<link rel=preconnect>` points, and Chromium connects for a frame before it asks the policy. The elements are renamed,
 * because what is cut out could join into new ones; `basefont` may stand in a head, and means nothing.
 */
export function withoutResourceLinks(html: string): string {
  return html.replace(/<(link|iframe|frame|frameset)(?=[\s/>])/gi, (_, name: string) =>
    name.toLowerCase() === 'link' ? '<basefont' : `<x-${name}`,
  )
}
