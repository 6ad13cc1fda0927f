import fc from 'fast-check'
import { expect, it } from 'vitest'

import { renderWithLiquidjs, renderWithOurs } from './engines.js'
import { randomCase } from './generator.js'

/** Where strictness shows: our error, for what liquidjs lets through. The table of differences has each of them. */
const stricter =
  /the data has no|divided by zero|cannot be printed|only a list|nobody should read|two values|lone|surrogate|a range may have/

/** What liquidjs refuses and we take: see the table of differences. */
const laxer = /undefined variable/

it('renders random templates as liquidjs does, byte for byte', () => {
  const counts = { both: 0, stricter: 0, laxer: 0, neither: 0 }
  fc.assert(
    fc.property(randomCase, (test) => {
      const theirs = renderWithLiquidjs(test)
      const ours = renderWithOurs(test)
      if ('text' in theirs && 'text' in ours) {
        counts.both++
        expect(ours.text).toBe(theirs.text)
      } else if ('error' in ours && 'text' in theirs) {
        counts.stricter++
        expect(ours.error).toMatch(stricter)
      } else if ('text' in ours && 'error' in theirs) {
        counts.laxer++
        expect(theirs.error).toMatch(laxer)
      } else counts.neither++
    }),
    { numRuns: 4000, seed: 20261124 },
  )
  // Comparing errors proves little: most templates have to render.
  expect(counts.both).toBeGreaterThan(4000 * 0.7)
}, 120_000)
