import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import type { TextSink } from '#cli/context.js'
import { styleFor } from '#cli/output/style.js'

const sink = (isTTY: boolean): TextSink => Object.assign(new PassThrough(), { isTTY, columns: 120 })

it.each([
  ['a terminal', true, {}, undefined, true],
  ['a pipe', false, {}, undefined, false],
  ['a dumb terminal', true, { TERM: 'dumb' }, undefined, false],
  ['NO_COLOR', true, { NO_COLOR: '1' }, undefined, false],
  ['an empty NO_COLOR', true, { NO_COLOR: '' }, undefined, true],
  ['FORCE_COLOR on a pipe', false, { FORCE_COLOR: '1' }, undefined, true],
  ['FORCE_COLOR=0 on a terminal', true, { FORCE_COLOR: '0' }, undefined, false],
  ['--color over NO_COLOR', false, { NO_COLOR: '1' }, true, true],
  ['--no-color over FORCE_COLOR', true, { FORCE_COLOR: '1' }, false, false],
])('colours with %s', (_, isTTY, env, flag, coloured) => {
  const { paint } = styleFor(sink(isTTY), env, flag)
  expect(paint('failed', 'x') !== 'x').toBe(coloured)
})

it('falls back to ASCII where the locale is not UTF-8', () => {
  expect(styleFor(sink(true), { LANG: 'C' }, false).symbols.done).toBe('ok')
  expect(styleFor(sink(true), { LANG: 'C', LC_ALL: 'de_DE.UTF-8' }, false).symbols.done).toBe('✓')
  expect(styleFor(sink(true), {}, false).symbols.done).toBe('✓')
})

it('keeps lines within 100 characters', () => {
  expect(styleFor(sink(true), {}, false).width).toBe(100)
})
