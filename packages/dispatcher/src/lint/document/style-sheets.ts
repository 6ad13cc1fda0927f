import type { LintDocument } from './lint-document.js'
import type { MarkupElement } from './markup.js'

/** What the style sheets of a mail do to elements, as far as it can be told without running a browser. */
export interface StyleSheets {
  /** Whether a rule outside of media queries names one of the element's classes or its id. */
  names(element: MarkupElement): boolean
  /** Whether a rule outside of media queries sets this property for elements of some kind. */
  sets(property: string): boolean
}

/** Reads `<style>` and `<mj-style>` of documents. */
export function readStyleSheets(documents: readonly LintDocument[]): StyleSheets {
  const text = documents
    .flatMap((document) => [...document.elements('style'), ...document.elements('mj-style')])
    .flatMap(({ children }) => children.map((child) => (child.kind === 'element' ? '' : child.text)))
    .join('\n')
  const sheet = withoutQueries(text)
  const selectors = [...sheet.matchAll(/([^{}]*)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
    selector,
    body,
  }))
  return {
    names(element) {
      const classes = `${element.attribute('class') ?? ''} ${element.attribute('css-class') ?? ''}`.split(/\s+/)
      const wanted = [...classes.map((each) => `.${each}`), `#${element.attribute('id') ?? ''}`].filter(
        (each) => each.length > 1,
      )
      return wanted.some((each) => selectors.some(({ selector }) => namesIn(selector).includes(each)))
    },
    sets: (property) =>
      selectors.some(({ body }) => body.split(';').some((line) => line.trim().toLowerCase().startsWith(property))),
  }
}

const namesIn = (selector: string): readonly string[] => selector.match(/[.#][\w-]+/g) ?? []

/** Media queries show themselves to some clients only; what holds for all stands outside of them. */
function withoutQueries(text: string): string {
  let kept = ''
  let depth = 0
  let from = 0
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '')
  for (let at = 0; at < bare.length; at++) {
    const character = bare[at]
    if (depth === 0 && character === '@' && /^@(?:media|supports)/.test(bare.slice(at, at + 9))) {
      kept += bare.slice(from, at)
      const open = bare.indexOf('{', at)
      if (open === -1) return kept
      depth = 1
      at = open
    } else if (depth > 0 && character === '{') depth++
    else if (depth > 0 && character === '}' && --depth === 0) from = at + 1
  }
  return depth > 0 ? kept : kept + bare.slice(from)
}
