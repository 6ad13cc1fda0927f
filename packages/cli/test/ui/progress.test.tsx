import { render } from 'ink-testing-library'
import { expect, it } from 'vitest'
import { ProgressLine } from '#cli/ui/progress-line.js'
import { barLength, type ProgressState, progressReducer, progressWords } from '#cli/ui/progress-state.js'

const start: ProgressState = { done: 0, total: 1_200, startedAt: 0, now: 0 }

it('never goes back, and never past the end', () => {
  const half = progressReducer(start, { type: 'advanced', done: 600, now: 2_000 })
  expect(progressReducer(half, { type: 'advanced', done: 500, now: 2_100 }).done).toBe(600)
  expect(progressReducer(half, { type: 'advanced', done: 9_999, now: 2_100 }).done).toBe(1_200)
})

it('says count, rate and time left', () => {
  expect(progressWords(start)).toBe('0 of 1,200')
  expect(progressWords({ ...start, done: 600, now: 2_000 })).toBe('600 of 1,200, 300/s, 2 s left')
  expect(progressWords({ ...start, done: 1_200, now: 4_000 })).toBe('1,200 of 1,200, 300/s')
})

it('fills the bar by share', () => {
  expect([0, 600, 1_200].map((done) => barLength({ ...start, done }, 24))).toEqual([0, 12, 24])
  expect(barLength({ ...start, total: 0 }, 24)).toBe(24)
})

it('is one line', () => {
  const { lastFrame } = render(<ProgressLine what="replay 1" state={{ ...start, done: 600, now: 2_000 }} />)
  expect(lastFrame()).toBe('  replay 1 ━━━━━━━━━━━━──────────── 600 of 1,200, 300/s, 2 s left')
})
