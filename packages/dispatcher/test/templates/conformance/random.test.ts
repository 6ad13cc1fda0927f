import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { filterNames } from '#dispatcher/templates/language/expression.js'

import { blockNames, countNodes, createCounts, nodeNames } from './count-nodes.js'
import { renderWithLiquidjs, renderWithOurs } from './engines.js'
import { randomCase } from './generator.js'
import { ownFilters } from './own-filters.js'

/** Where strictness shows: our error, for what liquidjs lets through. The table of differences has each of them. */
const stricter =
  /the data has no|divided by zero|cannot be printed|only a list|nobody should read|two values|lone|surrogate|a range may have/

/** What liquidjs refuses and we take: see the table of differences. */
const laxer = /undefined variable/

const runs = 20_000

describe('random templates', () => {
  const counts = createCounts()
  const results = { both: 0, stricter: 0, laxer: 0, neither: 0 }

  it('render as liquidjs renders them, byte for byte', () => {
    fc.assert(
      fc.property(randomCase, (test) => {
        const theirs = renderWithLiquidjs(test)
        const ours = renderWithOurs(test)
        if ('text' in theirs && 'text' in ours) {
          results.both++
          expect(ours.text).toBe(theirs.text)
          countNodes(test.template, counts)
          if (test.template.includes("render 'p'")) countNodes(test.partials?.p ?? '', counts, ['render'])
        } else if ('error' in ours && 'text' in theirs) {
          results.stricter++
          expect(ours.error).toMatch(stricter)
        } else if ('text' in ours && 'error' in theirs) {
          results.laxer++
          expect(theirs.error).toMatch(laxer)
        } else results.neither++
      }),
      { numRuns: runs, seed: 20261124 },
    )
  }, 240_000)

  it('render in both for at least 70 of 100: comparing errors proves little', () => {
    expect(results.both).toBeGreaterThan(runs * 0.7)
  })

  it('hold every node 500 times, and 500 times each inside of each block', () => {
    for (const name of nodeNames) expect(counts.nodes.get(name) ?? 0, name).toBeGreaterThanOrEqual(500)
    for (const outer of blockNames) {
      for (const inner of nodeNames) {
        expect(counts.pairs.get(`${outer} > ${inner}`) ?? 0, `${outer} > ${inner}`).toBeGreaterThanOrEqual(500)
      }
    }
  })

  it('hold every filter of both 500 times, and behind another filter', () => {
    for (const name of filterNames) {
      if (ownFilters.includes(name)) continue
      expect(counts.filters.get(name) ?? 0, name).toBeGreaterThanOrEqual(500)
      expect(counts.chained.get(name) ?? 0, name).toBeGreaterThanOrEqual(100)
    }
  })
})
