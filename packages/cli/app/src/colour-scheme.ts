/** A colour scheme that a reader can prefer. */
export type Scheme = 'light' | 'dark'

/**
 * Shows a mail as to a reader who prefers a scheme: a frame has no preference of its own, so each condition on
 * `prefers-color-scheme` is replaced by one that always or never holds.
 */
export function preferScheme(document: Document, scheme: Scheme): void {
  const view = document.defaultView as (Window & typeof globalThis) | null
  if (view === null) return
  const decided = (media: string): string =>
    media.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_, asked: string) =>
      asked.toLowerCase() === scheme ? '(min-width: 0px)' : '(max-width: 0px)',
    )
  const visit = (rules: CSSRuleList): void => {
    for (const rule of rules) {
      if (rule instanceof view.CSSMediaRule) rule.media.mediaText = decided(rule.media.mediaText)
      if (rule instanceof view.CSSGroupingRule) visit(rule.cssRules)
    }
  }
  for (const sheet of document.styleSheets) {
    sheet.media.mediaText = decided(sheet.media.mediaText)
    visit(sheet.cssRules)
  }
  for (const source of document.querySelectorAll('source[media]')) {
    const media = source.getAttribute('media') ?? ''
    if (decided(media) !== media) source.setAttribute('media', decided(media))
  }
  const root = document.documentElement
  const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content ?? ''
  const declared = `${view.getComputedStyle(root).colorScheme} ${meta}`
  // A mail that declares nothing is light for everybody.
  if (/\b(light|dark)\b/.test(declared)) {
    root.style.setProperty('color-scheme', declared.includes(scheme) ? scheme : declared, 'important')
  }
}
