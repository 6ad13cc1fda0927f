import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { parseRule, type Rule, RuleError } from '#dispatcher/embedded/catcher/rule.js'

const understood: readonly (readonly [string, Rule])[] = [
  ['reject 30003', { times: null, action: { kind: 'reject', code: '30003', detail: 'unreachable destination' } }],
  [
    'reject 30003 until lifted',
    { times: null, action: { kind: 'reject', code: '30003', detail: 'unreachable destination' } },
  ],
  ['reject 550 for 3', { times: 3, action: { kind: 'reject', code: '550', detail: 'mailbox unavailable' } }],
  ['reject 550 for 1 message', { times: 1, action: { kind: 'reject', code: '550', detail: 'mailbox unavailable' } }],
  [
    '  reject   5.1.1  ',
    { times: null, action: { kind: 'reject', code: '5.1.1', detail: 'no such mailbox', fault: 'address' } },
  ],
  ['reject 550 "5.1.1 gone" for 2', { times: 2, action: { kind: 'reject', code: '550', detail: '5.1.1 gone' } }],
  ["reject X-1 'it'", { times: null, action: { kind: 'reject', code: 'X-1', detail: 'it' } }],
  ['reject 9999', { times: null, action: { kind: 'reject', code: '9999', detail: 'rejected by rule' } }],
  [
    'defer 421 for 3',
    { times: 3, action: { kind: 'defer', code: '421', detail: 'service not available, closing transmission channel' } },
  ],
  [
    'defer 429 retry-after 30 until lifted "slow down"',
    { times: null, action: { kind: 'defer', code: '429', detail: 'slow down', fault: 'rate', retryAfterMs: 30_000 } },
  ],
  [
    'defer 401',
    { times: null, action: { kind: 'defer', code: '401', detail: 'credentials refused', fault: 'configuration' } },
  ],
  ['defer 30005', { times: null, action: { kind: 'defer', code: '30005', detail: 'unknown destination' } }],
  ['reject constructor', { times: null, action: { kind: 'reject', code: 'constructor', detail: 'rejected by rule' } }],
  ['hang', { times: null, action: { kind: 'hang' } }],
  ['hang for 2', { times: 2, action: { kind: 'hang' } }],
  ['drop until lifted', { times: null, action: { kind: 'drop' } }],
  ['slow 1500 for 10', { times: 10, action: { kind: 'slow', ms: 1500 } }],
]

const refused: readonly (readonly [string, RegExp])[] = [
  ['', /the text is empty/],
  ['fail 550', /`fail` is no action/],
  ['"reject" 550', /`reject` is no action/],
  ['reject', /expected a code such as 550 or 30003 after `reject`, got nothing/],
  ['reject "550"', /expected a code/],
  ['reject 550 for', /expected a count after `for`, a whole number from 1 to 1000000, and got nothing/],
  ['reject 550 for ever', /got `ever`/],
  ['reject 550 for 0', /got `0`/],
  ['reject 550 for -1', /got `-1`/],
  ['reject 550 until tomorrow', /expected `lifted` after `until`, got `tomorrow`/],
  ['reject 550 for 2 until lifted', /`until` has no meaning here/],
  ['reject 550 for 2 for 3', /`for` has no meaning here/],
  ['reject 550 retry-after 5', /`retry-after` has no meaning here/],
  ['defer 421 retry-after soon', /seconds after `retry-after`/],
  ['reject 550 "open', /a quote is left open at `"open`/],
  ['hang "why"', /`why` has no meaning here/],
  ['slow', /milliseconds after `slow`/],
  ['drop constructor', /`constructor` has no meaning here/],
]

describe('parseRule', () => {
  for (const [text, rule] of understood) {
    it(`understands \`${text}\``, () => expect(parseRule(text)).toEqual(rule))
  }

  for (const [text, message] of refused) {
    it(`refuses \`${text}\`, says why, and shows the grammar`, () => {
      expect(() => parseRule(text)).toThrow(RuleError)
      expect(() => parseRule(text)).toThrow(message)
      expect(() => parseRule(text)).toThrow(/defer <code> \[retry-after <seconds>\]/)
    })
  }

  it('throws nothing but RuleError, whatever the text', () => {
    const word = fc.constantFrom(
      'reject',
      'defer',
      'hang',
      'drop',
      'slow',
      'for',
      'until',
      'lifted',
      'retry-after',
      '5',
      '"x"',
      '"',
      '__proto__',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 8 }).map((all) => all.join(' ')),
        ),
        (text) => {
          try {
            parseRule(text)
          } catch (error) {
            expect(error).toBeInstanceOf(RuleError)
          }
        },
      ),
    )
  })
})
