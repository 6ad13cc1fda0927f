import { describe, expect, it } from 'vitest'

import { readDocument } from '#dispatcher/lint/document/lint-document.js'
import { textIn } from '#dispatcher/lint/document/markup.js'

describe('reading markup', () => {
  const text = `<mjml>
  <mj-body>
    {% if a < b %}<mj-image src="{{ x | append: "y" }}" alt='' Width=600 fluid-on-mobile/>{% endif %}
    <mj-text>Hello <b>{{ name }}</b> &amp; all<!-- note --></mj-text>
  </mj-body>
</mjml>`
  const document = readDocument('order/email.mjml', text)

  it('finds elements, with where they stand', () => {
    expect(document.elements().map(({ name }) => name)).toEqual(['mjml', 'mj-body', 'mj-image', 'mj-text', 'b'])
    const [image] = document.elements('mj-image')
    expect(document.placeAt(image?.begin ?? 0)).toEqual({ file: 'order/email.mjml', line: 3, column: 19 })
    expect(text.slice(image?.begin, image?.end)).toMatch(/^<mj-image .*\/>$/)
    expect(image?.parent?.name).toBe('mj-body')
  })

  it('finds attributes as they were written, tokens and all', () => {
    const [image] = document.elements('mj-image')
    expect(image?.attributes.map(({ name, value }) => [name, value])).toEqual([
      ['src', '{{ x | append: "y" }}'],
      ['alt', ''],
      ['width', '600'],
      ['fluid-on-mobile', ''],
    ])
    for (const { value, valueBegin } of image?.attributes ?? [])
      expect(text.slice(valueBegin, valueBegin + value.length)).toBe(value)
  })

  it('keeps text with its entities and leaves comments out of it', () => {
    const [mjText] = document.elements('mj-text')
    expect(mjText && textIn(mjText)).toBe('Hello {{ name }} &amp; all')
    expect(mjText?.children.at(-1)).toMatchObject({ kind: 'comment', text: ' note ' })
  })

  it('reads what is not well-formed as far as it goes', () => {
    const broken = readDocument('x.html', '<p>One<p>Two <img src=a.png><table><tr><td>Three')
    expect(broken.elements().map(({ name }) => name)).toEqual(['p', 'p', 'img', 'table', 'tr', 'td'])
  })

  it.each([
    ['{{#if a}}<p title="{{b}}">x</p>{{/if}}'],
    ['<% if (a > b) { %><p title="<%= b %>">x</p><% } %>'],
    ['{% raw %}<img>{% endraw %}<p title="*|NAME|*">x</p>'],
    ['{{{ html }}}<p title="{{{ b }}}">x</p>'],
    ['{{!-- <b> }} <i> --}}<p {{#if a}}class="c"{{else}}class="d"{{/if}} title="x">x</p>'],
    ['{# <b> #}<p {% if a > b %}class="c"{% endif %} title="{% if a %}<x>{% endif %}">x</p>'],
    ['<p {{attributes}} {{name}}="v" title="<%= h "<b>" %>" <% if a %>hidden<% end %>>x</p>'],
    ['{{{{raw}}}}<b>{{{{/raw}}}}<p title="%%FirstName%%">%%[ IF @a > 1 THEN ]%%x</p>'],
  ])('takes tokens of other languages as opaque: %s', (source) => {
    expect(
      readDocument('x.html', source)
        .elements()
        .map(({ name }) => name),
    ).toEqual(['p'])
    const [paragraph] = readDocument('x.html', source).elements('p')
    for (const { name } of paragraph?.attributes ?? []) expect(name).toMatch(/^(title|class|hidden)$/)
    expect(paragraph?.attribute('title')).toBeDefined()
  })

  it('leaves CSS alone that only looks like a token', () => {
    const css = readDocument('x.html', '<style>@media all{#a{color:#fff}#b{width:50%}}</style><p title="100%">50%</p>')
    expect(css.elements('p')[0]?.attribute('title')).toBe('100%')
    expect(css.elements('style')[0]?.children).toMatchObject([{ text: '@media all{#a{color:#fff}#b{width:50%}}' }])
  })
})
