import { mayStayOpen, voidElements } from '../mjml/html-balance.js'

/**
 * Elements inside of each other that are still read: browsers stop at 512, no mail has a tenth of it, and what walks through a
 * tree by calling itself ends at some thousand.
 */
export const deepestNesting = 500

/** Whether elements of HTML or MJML are nested deeper than that. */
export function isNestedTooDeep(markup: string): boolean {
  let depth = 0
  for (const [, slash, name = ''] of markup.matchAll(/<(\/?)([a-z][\w:-]*)/gi)) {
    const known = name.toLowerCase()
    if (voidElements.has(known) || mayStayOpen.has(known)) continue
    depth = slash === '' ? depth + 1 : Math.max(0, depth - 1)
    if (depth > deepestNesting) return true
  }
  return false
}
