import { expect, it } from 'vitest'

import { readDocument } from '#dispatcher/lint/document/lint-document.js'
import type { MarkupNode } from '#dispatcher/lint/document/markup.js'
import { isHidden } from '#dispatcher/lint/document/styles.js'
import { textsOf } from '#dispatcher/lint/document/texts.js'

function textIn(html: string): MarkupNode {
  const [text] = textsOf(readDocument('mail.html', html))
  if (text === undefined) throw new Error('there is no text')
  return text
}

function pictureIn(html: string): MarkupNode {
  const [picture] = readDocument('mail.html', html).elements('img')
  if (picture === undefined) throw new Error('there is no picture')
  return picture
}

it.each([
  '<div style="display:none">x</div>',
  '<div style="max-height:0;overflow:hidden">x</div>',
  '<div style="opacity:0">x</div>',
  '<div style="font-size:1px">x</div>',
  '<div style="mso-hide:all"><p>x</p></div>',
  '<div style="visibility:hidden">x</div>',
  '<div hidden>x</div>',
])('sees that text is hidden: %s', (html) => {
  expect(isHidden(textIn(html))).toBe(true)
})

it.each([
  '<td style="font-size:0px"><div style="font-size:16px">x</div></td>',
  '<td style="font-size:0"><table><tr><td style="font-size:14px"><p>x</p></td></tr></table></td>',
  '<div style="visibility:hidden"><p style="visibility:visible">x</p></div>',
  '<div style="opacity:1;max-height:100px">x</div>',
])('sees that text shows, because of what is inherited the nearest counts: %s', (html) => {
  expect(isHidden(textIn(html))).toBe(false)
})

it('hides a picture with its own style and that around it, but not with the size of text', () => {
  expect(isHidden(pictureIn('<img src="a" style="display: none">'))).toBe(true)
  expect(isHidden(pictureIn('<div style="display:none"><img src="a"></div>'))).toBe(true)
  expect(isHidden(pictureIn('<td style="font-size:0"><img src="a"></td>'))).toBe(false)
})
