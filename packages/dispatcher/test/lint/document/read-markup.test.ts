import { describe, expect, it } from 'vitest'

import { readDocument } from '#dispatcher/lint/document/lint-document.js'
import { standsIn, textIn } from '#dispatcher/lint/document/markup.js'
import { maskTokens } from '#dispatcher/lint/document/mask-tokens.js'

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

  it('reads on behind what should not be in a tag', () => {
    const [cell] = readDocument('x.html', '<td align="center" " / valign="top"width=4>x</td>').elements()
    expect(cell?.attributes.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'align=center',
      'valign=top',
      'width=4',
    ])
  })

  it('reads as deep as browsers read, nothing of what is deeper, and all that is wide', () => {
    const deep = readDocument('x.html', '<div>'.repeat(500))
    expect(deep.elements()).toHaveLength(500)
    expect(deep.nodes.map(textIn)).toEqual([''])
    expect(readDocument('x.html', '<div>'.repeat(40_000)).elements()).toEqual([])
    expect(readDocument('x.html', `<div>${'<br>'.repeat(200_000)}</div>`).elements()).toHaveLength(200_001)
  })

  it.each(['{{', '{% ', '<% ', '<?php ', '*|a', '${a', '{# ', '{% comment %}', '{{!-- ', '%%[', '[% '])(
    'takes %s without its end for text',
    (begin) => {
      const source = `${begin.repeat(20_000)}<p>x</p>`
      expect(maskTokens(source) === source).toBe(true)
    },
  )

  it('says of whom an element is a part', () => {
    const [b] = document.elements('b')
    expect(b && standsIn(b, 'mj-body')).toBe(true)
    expect(b && standsIn(b, 'b', 'mj-image')).toBe(false)
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
    ['<?php if ($a > 1): ?><p title="<?= $b["c"] ?>">x</p><?php endif ?>'],
    ['<#if a gte b><p title="${b?string["c"]}">x</p></#if>'],
    ['{{!-- <img> }} --}}{# <img> #}<p title="#{b["c"]}">x</p>'],
    ['%%[ IF @a > "b" THEN ]%%<p title="%%=v("b")=%%">x</p>%%[ ENDIF ]%%'],
    ['[% IF a > b %]<p title="[% b %]">x</p>[% END %]'],
    ['{% comment %}<img>{{ a }}{% endcomment %}<p title="{%- b -%}">x</p>'],
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
