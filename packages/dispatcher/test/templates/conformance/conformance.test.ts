import { describe, expect, it } from 'vitest'

import { filters } from '#dispatcher/render/filters/filters.js'

import { cases } from './cases.js'
import { differences } from './differences.js'
import { type Case, renderWithLiquidjs, renderWithOurs } from './engines.js'
import { ownFilters } from './own-filters.js'

const all = Object.values(cases).flat()

describe('templates render as liquidjs renders them', () => {
  for (const [topic, list] of Object.entries(cases)) {
    describe(topic, () => {
      it.each(list.map(caseOf))('$template', (test) => {
        const expected = renderWithLiquidjs(test)
        expect(expected).toHaveProperty('text')
        expect(renderWithOurs(test)).toEqual(expected)
      })
    })
  }

  it('covers every filter that liquidjs has too, and more than 150 templates', () => {
    const text = all.map(([template]) => template).join('\n')
    for (const name of filters.keys()) {
      if (!ownFilters.includes(name) && name !== 'newline_to_br')
        expect(text, name).toMatch(new RegExp(`\\| ${name}\\b`))
    }
    expect(all.length).toBeGreaterThanOrEqual(150)
  })
})

describe('templates differ from liquidjs where the table says so', () => {
  it.each(differences)('$template: $reason', ({ liquidjs, tidings, ...test }) => {
    expectResult(renderWithLiquidjs(test), liquidjs)
    expectResult(renderWithOurs(test), tidings)
  })
})

function caseOf([template, data = {}, partials = {}]: (typeof all)[number]): Case {
  return { template, data, partials }
}

function expectResult(result: ReturnType<typeof renderWithOurs>, wanted: string | RegExp): void {
  if (typeof wanted === 'string') expect(result).toEqual({ text: wanted })
  else expect(result).toEqual({ error: expect.stringMatching(wanted) })
}
