import { describe, expect, it } from 'vitest'

import { readDocument } from '#dispatcher/lint/document/lint-document.js'
import { isOpenEnded } from '#dispatcher/lint/document/open-ended.js'

import { findInFile } from '../find-in.js'

const first = (html: string) => {
  const document = readDocument('mail.html', html)
  const [element] = document.elements()
  if (element === undefined) throw new Error(`There is no element in ${html}.`)
  return { document, element }
}

describe('values inside of a tag', () => {
  it.each(['<img {{ attributes }}>', '<img src="a.png" {{{attrs}}} width="20">', '<img <%= attrs %> src=a.png>'])(
    'may bring attributes: %s',
    (html) => {
      const { document, element } = first(html)
      expect(isOpenEnded(document, element)).toBe(true)
      expect(findInFile('TPL571', html)).toEqual([])
    },
  )

  it.each([
    '<img src="{{ url }}">',
    '<img src={{url}}>',
    '<img{% if wide %} width="20"{% endif %} src="a.png">',
    '<img {{#if wide}}width="20"{{/if}} src="a > b.png">{{ attributes }}',
  ])('bring none as values and conditions: %s', (html) => {
    const { document, element } = first(html)
    expect(isOpenEnded(document, element)).toBe(false)
    expect(findInFile('TPL571', html)).toHaveLength(1)
  })
})

describe('attributes beside a condition', () => {
  it.each(['<img {{#if name}}alt="{{name}}"{{/if}} src="a.png">', '<img {% if name %}alt="x"{% endif %}src="a.png">'])(
    'are read: %s',
    (html) => {
      const { element } = first(html)
      expect(element.attributes.map(({ name }) => name)).toEqual(['alt', 'src'])
      const source = element.attributeNode('src')
      expect(html.slice(source?.begin, source?.begin === undefined ? 0 : source.begin + 3)).toBe('src')
      expect(source?.value).toBe('a.png')
    },
  )

  it('are read behind a name that holds a value', () => {
    expect(first('<td data-{{ id }}="1" align="left">').element.attribute('align')).toBe('left')
  })
})
