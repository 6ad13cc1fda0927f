import { expect, it } from 'vitest'
import { formatDuration, parseDuration, suggest } from '#dispatcher/config/index.js'

it.each([
  ['20ms', 20],
  ['9s', 9_000],
  ['10m', 600_000],
  ['10min', 600_000],
  ['72h', 259_200_000],
  ['7d', 604_800_000],
  ['72', undefined],
  ['-1s', undefined],
  ['1.5h', undefined],
  ['', undefined],
])('reads the duration %j', (text, ms) => expect(parseDuration(text)).toBe(ms))

it.each([
  [259_200_000, '72h'],
  [90_000, '90s'],
  [1_500, '1500ms'],
])('writes %d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text))

it.each([
  ['twillio', 'twilio'],
  ['emial', 'email'],
  ['smtp', 'smtp'],
  ['zebra', undefined],
])('takes %s for %s', (word, meant) => expect(suggest(word, ['twilio', 'email', 'smtp'])).toBe(meant))
