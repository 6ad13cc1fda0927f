import { expect, it } from 'vitest'

import { parseAddress } from '#dispatcher/render/mime/address.js'
import { HeaderError } from '#dispatcher/render/mime/header-error.js'

it.each([
  ['ann@example.com', 'ann@example.com'],
  ['Ann.O+tag@Example.COM', 'Ann.O+tag@Example.COM'],
  ["o'neil/x={y}@a-b.example", "o'neil/x={y}@a-b.example"],
  ['ann@localhost', 'ann@localhost'],
  ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
  ['ann@例え.テスト', 'ann@xn--r8jz45g.xn--zckzah'],
  ['ann@example。com', 'ann@example.com'],
  [`${'a'.repeat(64)}@b.example`, `${'a'.repeat(64)}@b.example`],
])('%s is the address %s', (given, email) => {
  expect(parseAddress('To', given)).toEqual({ email, domain: email.slice(email.lastIndexOf('@') + 1) })
})

it.each([
  ['', 'not of the form name@domain'],
  ['ann', 'not of the form name@domain'],
  ['@example.com', 'not of the form name@domain'],
  ['ann@', 'not of the form name@domain'],
  [
    `ann@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(20)}`,
    'within 254 characters',
  ],
  [`ann@${Array.from({ length: 7 }, () => `${'b'.repeat(32)}ü`).join('.')}`, '254 characters with its domain in ASCII'],
  ['jürgen@example.com', 'a character beyond ASCII before the @'],
  [`${'a'.repeat(65)}@example.com`, 'the part of the address before the @'],
  ['a..b@example.com', 'the part of the address before the @'],
  ['.a@example.com', 'the part of the address before the @'],
  ['a b@example.com', 'the part of the address before the @'],
  ['"a@b"@example.com', 'the part of the address before the @'],
  ['eve@evil.example,ann@example.com', 'the part of the address before the @'],
  ['Ann <ann@example.com', 'the part of the address before the @'],
  ['a(comment)@example.com', 'the part of the address before the @'],
  ['=?utf-8?q?x?=@example.com', 'the part of the address before the @'],
  ['a\r\nRCPT TO:<eve@evil.example>@example.com', 'the part of the address before the @'],
  ['ann@example.com>', 'the part of the address after the @'],
  ['ann@example.com\r\nDATA', 'the part of the address after the @'],
  ['ann@exam ple.com', 'the part of the address after the @'],
  ['ann@example..com', 'the part of the address after the @'],
  ['ann@example.com.', 'the part of the address after the @'],
  ['ann@-a.example', 'the part of the address after the @'],
  ['ann@[127.0.0.1]', 'the part of the address after the @'],
  ['ann@127.0.0.1', 'the part of the address after the @'],
  ['ann@１２７.1', 'the part of the address after the @'],
  ['ann@bücher.example/evil.example', 'the part of the address after the @'],
  ['ann@bücher.example:25', 'the part of the address after the @'],
  ['ann@bücher.example?x', 'the part of the address after the @'],
  ['ann@ex\u2100mple.com', 'the part of the address after the @'],
  ['ann@xn--\u00fc.example', 'the part of the address after the @'],
])('%j is refused: %s', (given, problem) => {
  const read = () => parseAddress('Reply-To', given)
  expect(read).toThrow(HeaderError)
  expect(read).toThrow('Header Reply-To was refused: ')
  expect(read).toThrow(problem)
})

it('reads a hostile address of a megabyte without effort', () => {
  expect(() => parseAddress('To', `${'a.'.repeat(500_000)}@b.example`)).toThrow('not of the form')
  expect(() => parseAddress('To', `a@${'b-'.repeat(120)}`)).toThrow('not a domain name')
})
