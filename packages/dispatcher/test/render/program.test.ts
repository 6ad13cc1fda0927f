import { describe, expect, it } from 'vitest'

import { renderLimits } from '#dispatcher/render/limits.js'
import { loadProgram, runToText } from '#dispatcher/render/program.js'
import type { Instruction, ProgramData } from '#dispatcher/render/program-data.js'
import { RenderError } from '#dispatcher/render/render-error.js'

import { parseWithOurs, scopeOf } from '../templates/conformance/engines.js'

const as = (text: string): string => text

function run(template: string, data: unknown, partials: Readonly<Record<string, string>> = {}): string {
  const { files, body, findings } = parseWithOurs({ template, partials })
  expect(findings).toEqual([])
  return runToText(loadProgram({ files, body }, as), scopeOf(data))
}

function errorOf(template: string, data: unknown, partials: Readonly<Record<string, string>> = {}): RenderError {
  try {
    run(template, data, partials)
  } catch (error) {
    if (error instanceof RenderError) return error
    throw error
  }
  throw new Error('Nothing was thrown.')
}

describe('a render error', () => {
  it('names template, channel, locale, file, line, column and path', () => {
    expect(errorOf('one\n  {{ order.items[0].name }}', { order: { items: [] } })).toMatchObject({
      name: 'RenderError',
      message: 'case email (en) case.liquid:2:6: the data has no `order.items[0].name`',
      template: 'case',
      channel: 'email',
      locale: 'en',
      file: 'case.liquid',
      line: 2,
      column: 6,
      path: 'order.items[0].name',
      reason: 'the data has no `order.items[0].name`',
    })
  })

  it('names the partial in which it happened', () => {
    const error = errorOf("\n{% render 'p', of: order %}", { order: {} }, { p: '\n\n {{ of.id }}' })
    expect([error.file, error.line, error.column, error.path]).toEqual(['_partials/p.liquid', 3, 5, 'of.id'])
  })

  it('names the filter’s place', () => {
    const error = errorOf('{{ total | plus: 1 | money }}', { total: 1 })
    expect([error.line, error.column, error.path]).toEqual([1, 22, 'total'])
    expect(error.reason).toMatch(/^money needs a currency/)
    expect(error.cause).toBeInstanceOf(Error)
  })
})

describe('limits', () => {
  it('end loops after 10,000 rounds in all', () => {
    expect(run('{% for i in (1..100) %}{% for j in (1..99) %}{% endfor %}{% endfor %}done', {})).toBe('done')
    expect(errorOf('{% for i in (1..100) %}{% for j in (1..100) %}{% endfor %}{% endfor %}', {}).reason).toBe(
      'the loops come to more than 10000 rounds',
    )
    expect(errorOf('{% for i in list %}{% endfor %}', { list: new Array(10_001).fill(0) }).reason).toMatch(
      /10000 rounds/,
    )
  })

  it('end ranges that would fill the memory', () => {
    expect(errorOf('{% assign r = (1..n) %}', { n: 1e9 }).reason).toBe('a range may have 10000 numbers at most')
  })

  it('end output after 1 MB, of text and of values', () => {
    const half = 'x'.repeat(renderLimits.output / 2)
    expect(run('{{ a }}{{ a }}', { a: half })).toHaveLength(renderLimits.output)
    expect(errorOf('{{ a }}{{ a }}!', { a: half }).reason).toBe('the text is longer than 1048576 characters')
    expect(errorOf(`{% for i in (1..9999) %}${'y'.repeat(200)}{% endfor %}`, {}).reason).toMatch(/longer than/)
    expect(
      errorOf('{% capture x %}{% for i in (1..9999) %}{{ a }}{% endfor %}{% endcapture %}', { a: 'y'.repeat(200) })
        .reason,
    ).toMatch(/longer than/)
  })

  it('refuse blocks deeper than 32 when compiled, and an artefact that has them', () => {
    const nested = (depth: number) => `${'{% if a %}'.repeat(depth)}x${'{% endif %}'.repeat(depth)}`
    expect(run(nested(32), { a: 1 })).toBe('x')
    expect(parseWithOurs({ template: nested(33) }).findings).toEqual(['TPL111 1:321 blocks are nested deeper than 32'])
    const data = Array.from({ length: 40 }).reduce<readonly Instruction[]>(
      (body) => [
        { do: 'if', branches: [{ test: { is: 'literal', value: true }, body }], otherwise: [], at: [0, 1, 1] },
      ],
      ['x'],
    )
    expect(() => loadProgram({ files: [], body: data }, as)).toThrow('nested deeper than 32')
  })

  it('do the work of the loop only: a render of n rounds runs n times the instructions', () => {
    const counted = (rounds: number) => {
      const { files, body } = parseWithOurs({ template: '{% for i in list %}{{ i }},{% endfor %}' })
      let calls = 0
      loadProgram({ files, body }, as).run(scopeOf({ list: new Array(rounds).fill(1) }), {
        chunk: () => void calls++,
        value: () => void calls++,
      })
      return calls
    }
    expect([counted(10), counted(100), counted(1000)]).toEqual([20, 200, 2000])
  })
})

describe('data is read by its own properties only', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'isPrototypeOf'])(
    '%s is not there',
    (name) => {
      for (const data of [{ o: {} }, { o: 'text' }, { o: 1 }, { o: true }, { o: [] }]) {
        expect(
          run(
            `{% if o.${name} %}there{% else %}not{% endif %}{% if o['${name}'] %}there{% endif %}{% if ${name} %}there{% endif %}`,
            data,
          ),
        ).toBe('not')
      }
      expect(errorOf(`{{ o.${name} }}`, { o: {} }).reason).toBe(`the data has no \`o.${name}\``)
      expect(errorOf(`{{ o[n] }}`, { o: {}, n: name }).reason).toBe('the data has no `o[n]`')
    },
  )

  it('an own property of such a name is data like any other', () => {
    const data = JSON.parse('{"o": {"__proto__": "a", "constructor": "b"}}')
    expect(run('{{ o.__proto__ }}{{ o.constructor }}', data)).toBe('ab')
  })

  it('map and sort read no prototype', () => {
    expect(
      run("{{ list | map: '__proto__' | compact | size }}{{ list | map: 'constructor.name' | compact | size }}", {
        list: [{}, 'a', []],
      }),
    ).toBe('00')
  })

  it('data that is no object has nothing in it', () => {
    for (const data of [null, undefined, 'text', 7, [1]])
      expect(run('{% if size %}a{% endif %}{% if x %}b{% endif %}-', data)).toMatch(/^a?-$/)
  })
})

describe('a program', () => {
  it('encodes its static text once, and writes values as they come', () => {
    const encoded: string[] = []
    const { files, body } = parseWithOurs({ template: 'a{{ x }}b{% if y %}c{% endif %}' })
    const program = loadProgram({ files, body }, (text) => {
      encoded.push(text)
      return encoded.length - 1
    })
    const written: unknown[] = []
    const out = { chunk: (chunk: number) => void written.push(chunk), value: (text: string) => void written.push(text) }
    program.run(scopeOf({ x: '<', y: true }), out)
    program.run(scopeOf({ x: '', y: false }), out)
    expect(encoded).toEqual(['a', 'b', 'c'])
    expect(written).toEqual([0, '&lt;', 1, 2, 0, 1])
  })

  it('keeps nothing from one run to the next', () => {
    const { files, body } = parseWithOurs({
      template: '{% if x %}{% assign y = x %}{% endif %}{% if y %}{{ y }}{% else %}-{% endif %}',
    })
    const program = loadProgram({ files, body }, as)
    expect([{ x: 1 }, {}, { x: 2 }].map((data) => runToText(program, scopeOf(data)))).toEqual(['1', '-', '2'])
  })

  it('survives JSON', () => {
    const template =
      "{% for i in list reversed limit: 2 %}{{ forloop.index }}{{ i | default: 'x' }}{% else %}none{% endfor %}{% case a %}{% when 1, 2 %}b{% endcase %}"
    const { files, body } = parseWithOurs({ template })
    const data: ProgramData = JSON.parse(JSON.stringify({ files, body }))
    expect(runToText(loadProgram(data, as), scopeOf({ list: [1, 2, 3], a: 2 }))).toBe('1221b')
  })

  it('sees the reserved names in partials too, and lets data go before them', () => {
    const { files, body } = parseWithOurs({
      template: "{{ locale }}{% render 'p' %}",
      partials: { p: '{{ locale }}{{ brand.name }}' },
    })
    const scope = scopeOf({ locale: 'own' }, { globals: { locale: 'de', brand: { name: 'Shop' } } })
    expect(runToText(loadProgram({ files, body }, as), scope)).toBe('owndeShop')
  })
})
