import { expect, it } from 'vitest'

import { findInFile } from '../find-in.js'

it.each([
  ['a style sheet without a brace', `<style>${'a '.repeat(200_000)}</style><p style="color:#ccc">Text</p>`],
  ['an address without an end', `<img alt="" src="https://shop.com/${'a'.repeat(400_000)}/${'b'.repeat(10)}">`],
  ['a style that is never closed', `<p style="color:rgb(${'1'.repeat(400_000)}">Text</p>`],
])('reads %s in one go', (_, html) => {
  for (const id of ['TPL550', 'TPL572', 'TPL575', 'TPL576']) {
    expect(findInFile(id, html).length).toBeLessThan(2)
  }
})
