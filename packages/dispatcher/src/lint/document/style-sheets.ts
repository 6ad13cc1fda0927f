import type { LintDocument } from './lint-document.js'
import type { MarkupElement } from './markup.js'

/** What the style sheets of a mail do to elements, as far as it can be told without running a browser. */
export interface StyleSheets {
  /** Whether a rule outside of media queries may set this property of the element itself. */
  sets(element: MarkupElement, property: string): boolean
  /** Whether one sets it for any element. */
  setsSomewhere(property: string): boolean
}

interface StyleRule {
  /** The last part of each selector: the element that it is about. */
  readonly targets: readonly string[]
  readonly properties: readonly string[]
}

/** Reads `<style>` and `<mj-style>` of documents. */
export function readStyleSheets(documents: readonly LintDocument[]): StyleSheets {
  const text = documents
    .flatMap((document) => [...document.elements('style'), ...document.elements('mj-style')])
    .flatMap(({ children }) => children.map((child) => (child.kind === 'element' ? '' : child.text)))
    .join('\n')
  // Cut, not matched: a pattern would look at a sheet without braces from each of its characters.
  const rules = withoutQueries(text)
    .split('}')
    .filter((piece) => piece.includes('{'))
    .map((piece): StyleRule => {
      const brace = piece.lastIndexOf('{')
      const selectors = piece.slice(0, brace).split(',')
      return {
        targets: selectors.map(
          (selector) =>
            selector
              .trim()
              .split(/[\s>+~]+/)
              .at(-1) ?? '',
        ),
        properties: piece
          .slice(brace + 1)
          .split(';')
          .map((line) => (line.split(':')[0] ?? '').trim().toLowerCase()),
      }
    })
  const setting = (property: string): readonly StyleRule[] => {
    // `background` sets background-color, `font` font-size.
    const [shorthand = property] = property.split('-')
    return rules.filter(({ properties }) => properties.includes(property) || properties.includes(shorthand))
  }
  return {
    sets: (element, property) =>
      setting(property).some(({ targets }) => targets.some((target) => fits(target, element))),
    setsSomewhere: (property) => setting(property).length > 0,
  }
}

function fits(target: string, element: MarkupElement): boolean {
  const [kind = ''] = /^[\w-]*/.exec(target) ?? []
  if (kind !== '' && kind.toLowerCase() !== element.name) return false
  const classes = `${element.attribute('class') ?? ''} ${element.attribute('css-class') ?? ''}`.split(/\s+/)
  const names = target.match(/[.#][\w-]+/g) ?? []
  if (kind === '' && names.length === 0) return target.startsWith('*') || target.startsWith('[')
  return names.every((name) =>
    name.startsWith('.') ? classes.includes(name.slice(1)) : element.attribute('id') === name.slice(1),
  )
}

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
