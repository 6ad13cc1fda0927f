import { describe, expect, it } from 'vitest'

import { isLiteral } from '#dispatcher/lint/document/opaque.js'
import { isRelative } from '#dispatcher/lint/document/relative-address.js'

import { findingsIn } from '../corpus/findings-in.js'

const rulesIn = (body: string): readonly string[] =>
  findingsIn({
    file: 'mail.html',
    text: `<!doctype html><html lang="en"><head><title>Your order</title></head><body>${body}</body></html>`,
  }).map(({ key }) => key.split(' ')[0] ?? '')

describe('an attribute that another one sets', () => {
  it.each([
    '<a href="#" th:href="@{${base}/orders/{id}(id=${order.id})}">See your order</a>',
    '<a th:href="@{/orders}" href="orders.html">See your order</a>',
    '<a href="#" data-th-href="${url}">See your order</a>',
    '<a href="#" :href="url">See your order</a>',
    '<a t-attf-href="/web/login?db={{ db }}">See your order</a>',
    '<p>Yours</p><img th:src="@{/logo.png}" th:alt="#{logo}" width="100">',
    '<p>Yours</p><img src="logo.png" th:src="${logo}" alt="" width="100">',
  ])('is filled in later: %s', (body) => {
    expect(rulesIn(body)).toEqual([])
  })

  it('is judged as it stands where nothing sets it', () => {
    expect(rulesIn('<a href="#" th:title="${url}">See your order</a>')).toEqual(['TPL530'])
    expect(rulesIn('<p>Yours</p><img src="https://a.shop.de/a.png" width="100" th:class="${logo}">')).toEqual([
      'TPL571',
    ])
  })
})

describe('what is inside of an element that an attribute fills', () => {
  it.each([
    '<a href="https://shop.de/orders" th:text="#{see.order}"></a>',
    '<a href="https://shop.de/orders" v-text="label">here</a>',
    '<p th:utext="${text}">Lorem ipsum dolor</p>',
    '<p tal:content="text">Lorem ipsum dolor</p>',
  ])('is not judged: %s', (body) => {
    expect(rulesIn(body)).toEqual([])
  })

  it('is judged where nothing fills it', () => {
    expect(rulesIn('<a href="https://shop.de/orders" th:class="${big}"></a>')).toEqual(['TPL573'])
    expect(rulesIn('<p th:class="${text}">Lorem ipsum dolor</p>')).toEqual(['TPL434'])
  })
})

it.each(['$url', '$!{url}', '$base/orders/$id', '$URL$', '__URL__', '-url-', '%url%', '[[url]]', '{url}', '#{url}'])(
  'takes %s for an address that is filled in',
  (address) => {
    expect(isLiteral(address)).toBe(false)
    expect(isRelative(address)).toBe(false)
  },
)

it.each(['a-url-b/c', 'prices-$5', 'my_page.html', '__'])('takes %s for a relative address', (address) => {
  expect(isRelative(address)).toBe(true)
})
