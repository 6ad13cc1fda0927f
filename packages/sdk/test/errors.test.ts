import { pathToFileURL } from 'node:url'
import { expect, expectTypeOf, test } from 'vitest'

import { errorCodes, isTidingsError, TidingsError } from '#sdk/errors.js'

test('an error says its code, whether to try again, and what to do', () => {
  const cause = new Error('socket closed')
  const error = new TidingsError('Unavailable', 'The database is away.', { cause, hint: 'Try later.', ids: ['a', 'b'] })
  expect(error).toMatchObject({
    code: 'Unavailable',
    retryable: true,
    cause,
    hint: 'Try later.',
    ids: ['a', 'b'],
    id: 'a',
  })
  expect(error.message).toBe('The database is away. Try later.')
  expect(error.name).toBe('TidingsError')
  expect(new TidingsError('Closed', 'x')).not.toHaveProperty('cause')
})

test('an error of another copy of the package is recognised, and nothing else is', async () => {
  const copy = `${pathToFileURL(new URL('../dist/errors.js', import.meta.url).pathname)}?copy`
  const other = (await import(copy)) as typeof import('#sdk/errors.js')
  const error = new other.TidingsError('Closed', 'closed')
  expect(error).not.toBeInstanceOf(TidingsError)
  expect(isTidingsError(error)).toBe(true)
  expect(isTidingsError(error, 'Closed')).toBe(true)
  expect(isTidingsError(error, 'Aborted')).toBe(false)
  for (const none of [null, undefined, 'Closed', new Error('x'), { code: 'Closed' }])
    expect(isTidingsError(none)).toBe(false)
})

test('the brand does not show when an error is listed', () => {
  expect(Object.getOwnPropertySymbols({ ...new TidingsError('Closed', 'x') })).toEqual([])
})

test('every code has a sentence', () => {
  for (const { sentence } of Object.values(errorCodes)) expect(sentence).toMatch(/^[A-Z].*\.$/)
})

test('a code that was asked for narrows the type, and EmitIndeterminate has an id', () => {
  const error: unknown = new TidingsError('EmitIndeterminate', 'x', { ids: ['a'] })
  if (!isTidingsError(error, 'EmitIndeterminate')) throw new Error('not recognised')
  expectTypeOf(error.code).toEqualTypeOf<'EmitIndeterminate'>()
  const { id }: { id: string } = error
  expect(id).toBe('a')
})
