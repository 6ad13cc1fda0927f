/// <reference lib="dom" />

import type { Page } from 'playwright-core'

/** The body of a document as Chromium reads it, a line for each element and text. */
export function outlineOf(page: Page, html: string): Promise<readonly string[]> {
  return page.evaluate((source) => {
    const lines: string[] = []
    const walk = (node: Node, depth: number): void => {
      const indent = ' '.repeat(depth)
      if (node instanceof Text) {
        const words = (node.textContent ?? '').replace(/\s+/g, ' ').trim()
        if (words !== '') lines.push(indent + words)
      }
      // Rules for what is there in one case and not in another are in all of them.
      if (!(node instanceof Element) || node.localName === 'style') return
      const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${value}"`).sort()
      lines.push(`${indent}<${node.localName}${attributes.join('')}>`)
      for (const child of node.childNodes) walk(child, depth + 1)
    }
    walk(new DOMParser().parseFromString(source, 'text/html').body, 0)
    return lines
  }, html)
}

/** The style sheets of a document, each without the white space between its parts. */
export function sheetsOf(page: Page, html: string): Promise<readonly string[]> {
  return page.evaluate((source) => {
    const { head } = new DOMParser().parseFromString(source, 'text/html')
    return [...head.querySelectorAll('style, title, meta')].map((element) => element.outerHTML.replace(/\s+/g, ' '))
  }, html)
}

/** A mail as Word reads it for Outlook: its conditions are markup, and what is kept from it is not there. */
export function wordView(html: string): string {
  return html
    .replace(/<!--\[if !mso[^\]]*\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, '')
    .replace(/<!--\[if [^\]]*\]>([\s\S]*?)<!\[endif\]-->/g, '$1')
}

/** Parts of tables that are not closed, or closed where they are not open. */
export function unbalanced(html: string): readonly string[] {
  const found: string[] = []
  const open: string[] = []
  for (const [tag, slash = '', name = ''] of html.matchAll(
    /<(\/?)(table|tbody|tr|td|th|v:\w+)\b(?:[^>"]|"[^"]*")*>/g,
  )) {
    if (tag.endsWith('/>')) continue
    if (slash === '') open.push(name)
    else if (open.at(-1) === name) open.pop()
    else found.push(`${tag} in ${open.join(' ')}`)
  }
  return [...found, ...open]
}
