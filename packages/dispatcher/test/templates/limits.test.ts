import { afterAll, describe, expect, it } from 'vitest'

import { renderLimits } from '#dispatcher/render/limits.js'
import { loadProgram } from '#dispatcher/render/program.js'

import { parseWithOurs, renderWithOurs, scopeOf } from './conformance/engines.js'
import { findingsOf, mail, mjml, smsSource, templateSource } from './template-source.js'

afterAll(() => mjml.close())

const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth)

describe('what a template may come to is bounded', () => {
  it.each([
    ['if', '{% if true %}', '{% endif %}'],
    ['for', '{% for i in (1..2) %}', '{% endfor %}'],
    ['capture', '{% capture x %}', '{% endcapture %}'],
    ['case', '{% case 1 %}{% when 1 %}', '{% endcase %}'],
  ])('%s in itself 32 times, and not 33', (_name, open, close) => {
    expect(parseWithOurs({ template: nested(open, close, renderLimits.nesting) }).findings).toEqual([])
    expect(parseWithOurs({ template: nested(open, close, renderLimits.nesting + 1) }).findings).toEqual([
      expect.stringMatching(/^TPL111 1:\d+ blocks are nested deeper than 32/),
    ])
  })

  it('partials that render two others each are refused before they fill the memory', async () => {
    const partials: Record<string, string> = { '_partials/p20.liquid': 'x' }
    for (let index = 0; index < 20; index++) {
      partials[`_partials/p${index}.liquid`] = `{% render 'p${index + 1}' %}{% render 'p${index + 1}' %}`
    }
    const found = await findingsOf(smsSource("{% render 'p0' %}", '{ type: object }', { partials }))
    expect(found).toContainEqual(expect.stringMatching(/^TPL111 .*the partials in one text come to more than 1000/))
  })

  it('MJML pieces that include ten others each are refused, too', async () => {
    const partials: Record<string, string> = { '_partials/p9.mjml': '<mj-text>x</mj-text>' }
    for (let index = 0; index < 9; index++) {
      partials[`_partials/p${index}.mjml`] = `<mj-include path="p${index + 1}.mjml" />`.repeat(10)
    }
    const files = { 'email.mjml': mail('<mj-include path="p0.mjml" />') }
    const found = await findingsOf(templateSource({ files, partials }))
    expect(found).toContainEqual(expect.stringMatching(/^TPL205 .*more than 500 pieces are included/))
  })

  it('a value that doubles each round ends the render, not the process', () => {
    const doubling =
      "{% assign x = 'ab' %}{% for i in (1..9999) %}{% assign x = x | append: x %}{% endfor %}{{ x | size }}"
    expect(renderWithOurs({ template: doubling })).toEqual({
      error: expect.stringMatching(/case.liquid:1:\d+: `append` makes more than 1048576 characters or elements/),
    })
    const lists = "{% assign x = 'a,b' | split: ',' %}{% for i in (1..99) %}{% assign x = x | concat: x %}{% endfor %}"
    expect(renderWithOurs({ template: lists })).toEqual({ error: expect.stringMatching(/`concat` makes more than/) })
  })

  it('loops inside of loops share 10,000 rounds', () => {
    const loops = (outer: number, inner: number): string =>
      `{% for a in (1..${outer}) %}{% for b in (1..${inner}) %}{% endfor %}{% endfor %}`
    expect(renderWithOurs({ template: loops(99, 100) })).toEqual({ text: '' })
    expect(renderWithOurs({ template: loops(100, 100) })).toEqual({
      error: expect.stringMatching(/the loops come to more than 10000 rounds/),
    })
  })
})

describe('the work of a render grows as its output does', () => {
  const template = `{% for item in items %}{% if item.note %}{{ item.note }}{% else %}-{% endif %}
{% case item.kind %}{% when 'a' %}A{% else %}{{ item.name | upcase | append: '!' }}{% endcase %}
{% capture line %}{{ forloop.last }}: {{ item.name }}{% endcapture %}{{ line }}
{% render 'p', item: item %}{% endfor %}`
  const partials = { p: '{% for tag in item.tags %}{{ tag }} {% endfor %}' }

  /** Reads of the data, pieces written and characters written by one render. */
  function workFor(count: number): { readonly reads: number; readonly pieces: number; readonly characters: number } {
    const work = { reads: 0, pieces: 0, characters: 0 }
    const counted = <T extends object>(value: T): T =>
      new Proxy(value, {
        get(target, key) {
          work.reads++
          const found: unknown = Reflect.get(target, key)
          return typeof found === 'object' && found !== null ? counted(found) : found
        },
      })
    const items = Array.from({ length: count }, (_, index) => ({
      name: `item ${index % 10}`,
      kind: index % 2 === 0 ? 'a' : 'b',
      ...(index % 3 === 0 ? { note: 'hot' } : {}),
      tags: ['x', 'y'],
    }))
    const write = (text: string): void => {
      work.pieces++
      work.characters += text.length
    }
    loadProgram(parseWithOurs({ template, partials }), (text) => text).run(scopeOf(counted({ items })), {
      chunk: write,
      value: write,
    })
    return work
  }

  it('ten times the list is ten times the reads and writes, to within one item', () => {
    const small = workFor(300)
    const large = workFor(3000)
    expect(small.characters).toBeGreaterThan(5000)
    expect(large.characters / small.characters).toBeGreaterThan(9.9)
    for (const what of ['reads', 'pieces'] as const) {
      const perCharacter = (work: typeof small): number => work[what] / work.characters
      expect(perCharacter(large) / perCharacter(small)).toBeGreaterThan(0.97)
      expect(perCharacter(large) / perCharacter(small)).toBeLessThan(1.03)
    }
  })
})
