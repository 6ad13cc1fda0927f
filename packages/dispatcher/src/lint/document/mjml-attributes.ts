import { isInside } from './ancestors.js'
import type { LintDocument } from './lint-document.js'
import type { MarkupElement } from './markup.js'

/** The value of an attribute of an MJML element; undefined where nobody states it. */
export type AttributeLookup = (element: MarkupElement, name: string) => string | undefined

/** What mjml 5 takes where nobody states it, as far as rules ask for it. */
const builtIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'mj-text': { color: '#000000', 'font-size': '13px', align: 'left' },
  'mj-table': { color: '#000000', 'font-size': '13px' },
  'mj-button': { color: '#ffffff', 'background-color': '#414141', 'font-size': '13px' },
  'mj-body': { width: '600px' },
}

/** Finds values as mjml does: stated at the element, in its classes, for its kind, for all, or what mjml takes. */
export function createAttributeLookup(documents: readonly LintDocument[]): AttributeLookup {
  const stated = documents.flatMap((document) => document.elements()).filter((each) => isInside(each, 'mj-attributes'))
  const kinds = stated.filter(({ name, parent }) => name !== 'mj-class' && parent?.name === 'mj-attributes')
  return (element, name) => {
    const own = element.attribute(name)
    if (own !== undefined) return own
    const classes = (element.attribute('mj-class') ?? '').split(/\s+/)
    const found = stated.findLast(
      (each) =>
        each.name === 'mj-class' &&
        classes.includes(each.attribute('name') ?? '') &&
        each.attribute(name) !== undefined,
    )
    return (
      found?.attribute(name) ??
      kinds.findLast((each) => each.name === element.name && each.attribute(name) !== undefined)?.attribute(name) ??
      kinds.findLast((each) => each.name === 'mj-all' && each.attribute(name) !== undefined)?.attribute(name) ??
      builtIn[element.name]?.[name]
    )
  }
}
