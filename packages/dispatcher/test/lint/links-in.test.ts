import { expect, it, test } from 'vitest'

import { hostOf, linksIn } from '#dispatcher/lint/links-in.js'

it.each<[string, readonly string[]]>([
  ['See https://a.example/x, or http://b.example.', ['https://a.example/x', 'http://b.example']],
  ['(www.a.example)', ['www.a.example']],
  ['HTTPS://A.EXAMPLE/?q=1#2', ['HTTPS://A.EXAMPLE/?q=1#2']],
  ['https://a.example/über https://', ['https://a.example/über']],
  ['mail a@www.example or a.www.b, xhttps://c.example, a.example/x', []],
])('finds the links of %s', (text, urls) => {
  expect(linksIn(text).map(({ url }) => url)).toEqual(urls)
  for (const { url, begin, end } of linksIn(text)) expect(text.slice(begin, end)).toBe(url)
})

test('a host is what is behind the scheme, name and www.', () => {
  expect(['https://a@www.Bit.LY:443/x', 'www.bit.ly', 'http://bit.ly?x'].map(hostOf)).toEqual([
    'bit.ly',
    'bit.ly',
    'bit.ly',
  ])
})
