const opposite: Readonly<Record<string, string>> = { left: 'right', right: 'left' }

/**
 * Lays a mail out from right to left, as MJML lays out one whose locale is written so: the direction of the document alone
 * changes nothing in a mail, whose tables each state their own. One that is laid out so already stays as it is.
 */
export function mirror(document: Document): void {
  const { documentElement: root } = document
  if (root.dir === 'rtl') return
  root.dir = 'rtl'
  for (const element of document.body.querySelectorAll<HTMLElement>('[style], [align], [dir]')) {
    const { style } = element
    if (element.dir === 'ltr') element.dir = 'rtl'
    if (style.direction === 'ltr') style.direction = 'rtl'
    style.textAlign = opposite[style.textAlign] ?? style.textAlign
    const align = opposite[element.getAttribute('align') ?? '']
    if (align !== undefined) element.setAttribute('align', align)
  }
}
