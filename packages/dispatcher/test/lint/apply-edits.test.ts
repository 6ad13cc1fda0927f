import { expect, it } from 'vitest'

import { applyEdits } from '#dispatcher/lint/apply-edits.js'

const cut = (begin: number, end: number, text = '') => ({ begin, end, text })

it('changes what edits say, in any order', () => {
  expect(applyEdits('abcdef', [cut(4, 5, 'XY'), cut(0, 1), cut(2, 2, '-')])).toBe('b-cdXYf')
})

it('keeps byte order mark and line ends', () => {
  expect(applyEdits('\uFEFFa\r\nb\r\nc', [cut(2, 3, 'x\ny')])).toBe('\uFEFFa\r\nx\r\ny\r\nc')
  expect(applyEdits('a\r\nb\r\n', [cut(0, 2)])).toBe('b\r\n')
})

it('takes the first of edits that overlap, and of equal ones', () => {
  expect(applyEdits('abcdef', [cut(0, 3, 'X'), cut(2, 4, 'Y'), cut(0, 3, 'X')])).toBe('Xdef')
  expect(applyEdits('<mjml>', [cut(5, 5, ' lang="en"'), cut(5, 5, ' lang="en"')])).toBe('<mjml lang="en">')
})
