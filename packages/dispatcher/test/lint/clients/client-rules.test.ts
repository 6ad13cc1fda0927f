import { expect, it } from 'vitest'

import { clientRules } from '#dispatcher/lint/clients/client-rules.js'
import { readDocument } from '#dispatcher/lint/document/lint-document.js'
import type { LintSubject } from '#dispatcher/lint/lint-subject.js'

/** Findings in one file, as `TPL600 2:5 message`. */
function findingsIn(text: string, clients?: readonly string[], file = 'email.html'): readonly string[] {
  const brand = { name: 'main', sender: { email: 'a@shop.example', name: 'Shop' }, variables: {} }
  const subject: LintSubject = {
    name: 'mail',
    documents: [readDocument(file, text)],
    source: undefined,
    definition: undefined,
    artefact: undefined,
    brand,
    brands: {},
    production: false,
    idleAssets: [],
    ...(clients === undefined ? {} : { clients }),
    renders: () => [],
    longest: () => [],
  }
  const found: string[] = []
  for (const { id, check } of clientRules) {
    check(subject, ({ line, column }, message) => found.push(`${id} ${line}:${column} ${message}`))
  }
  return found
}

it('names the clients, their versions and the place of the declaration', () => {
  expect(
    findingsIn('<style>\n.a { color: red;\n  display: flex }\n</style>', ['outlook.windows', 'gmail.ios']),
  ).toEqual(['TPL600 3:3 `display: flex` is ignored by Outlook for Windows 2019'])
})

it('asks only about the clients that count', () => {
  expect(findingsIn('<p style="display:flex">x</p>', ['apple-mail.ios'])).toEqual([])
  expect(findingsIn('<svg></svg>', ['gmail.ios'])).toMatchObject([/^TPL608/].map((form) => expect.stringMatching(form)))
})

it('leaves Outlook for Windows out where it is told not to look', () => {
  const hidden = '<!--[if !mso]><!--><p style="display:flex">x</p><!--<![endif]-->'
  expect(findingsIn(hidden, ['outlook.windows'])).toEqual([])
  expect(findingsIn(hidden.replace('!mso', '(!mso)'), ['outlook.windows'])).toEqual([])
  expect(findingsIn(hidden.replace('!mso', 'mso'), ['outlook.windows'])).toHaveLength(1)
  expect(findingsIn('<div style="mso-hide:all;display:flex">x</div>', ['outlook.windows'])).toEqual([])
  expect(findingsIn('<!--[if mso]><style>.a { display: flex }</style><![endif]-->')).toEqual([])
})

it('leaves alone what stands in a media query, which is an improvement for some', () => {
  expect(findingsIn('<style>@media (max-width: 480px) { .a { display: flex; width: 90vw } }</style>')).toEqual([])
})

it('judges a media query by the classes it asks for, and not where it asks for what a client adds', () => {
  const inMedia = (selector: string) =>
    findingsIn(
      `<style>@media (max-width: 480px) { ${selector} { color: inherit } }</style><a style="color: red">x</a><p class="price" style="color: red">y</p>`,
    )
  expect(inMedia('#MessageViewBody a')).toEqual([])
  expect(inMedia('a')).toEqual([])
  expect(inMedia('.total')).toEqual([])
  expect(inMedia('p.price')).toEqual([expect.stringMatching(/^TPL614 /)])
})

it('takes an earlier plain value for a fallback, and `background` for one of `background-color`', () => {
  expect(findingsIn('<p style="background: #fff; background-color: rgba(0,0,0,.1)">x</p>')).toEqual([])
  expect(findingsIn('<p style="background-color: rgba(0,0,0,.1); background: #fff">x</p>')).toHaveLength(1)
})

it('sees values in the attributes of MJML, which mjml passes on', () => {
  const section = (attributes: string) => findingsIn(`<mj-section ${attributes}></mj-section>`, undefined, 'email.mjml')
  expect(section('background-color="rgba(0,0,0,.5)"')).toMatchObject([
    expect.stringMatching(
      /^TPL601 1:31 `background-color="rgba\(0,0,0,\.5\)"` is dropped by Outlook for Windows 2019$/,
    ),
  ])
  expect(
    section('padding="10px 2em" background-color="#fff" color="{{ 1rem }}" href="https://shop.example/2rem"'),
  ).toEqual([])
})

it('knows selectors that are written for one client on purpose', () => {
  const aimed = [
    '[data-ogsc] .a',
    'u + .body .a',
    'a[x-apple-data-detectors]',
    'a[href^="tel"]',
    '.a:hover',
    'img.g-img + div',
  ]
  for (const selector of aimed) expect(findingsIn(`<style>${selector} { color: red }</style>`)).toEqual([])
  expect(findingsIn('<style>.a[title] { color: red }</style>')).toHaveLength(1)
})

it('leaves selectors alone that mjml writes into style attributes', () => {
  const style = (attribute: string) =>
    `<mjml><mj-head><mj-style${attribute}>.a > p { color: red }</mj-style></mj-head></mjml>`
  expect(findingsIn(style(''), undefined, 'email.mjml')).toHaveLength(1)
  expect(findingsIn(style(' inline="inline"'), undefined, 'email.mjml')).toEqual([])
})

it('counts the style sheets of a mail together, and says where Gmail stops', () => {
  const sheet = `<style>${'.a { color: #333333 }\n'.repeat(500)}</style>\n`
  expect(findingsIn(sheet)).toEqual([])
  expect(findingsIn(sheet + sheet)).toMatchObject([expect.stringMatching(/^TPL605 502:1 .* 22000 characters/)])
  expect(findingsIn(sheet + sheet, ['outlook.macos'])).toEqual([])
})

it('lets a style sheet that is for web fonts alone be lost', () => {
  const fonts = '@media screen { @font-face { font-family: Lato; src: url(a.woff2) } }'
  expect(findingsIn(`<style>${fonts}</style>`)).toEqual([])
  expect(findingsIn(`<style>${fonts} .a { color: red }</style>`)).toMatchObject([
    expect.stringMatching(/^TPL604 1:24 /),
  ])
  expect(findingsIn('<style>@supports (gap: 1px) { @media screen { .a { color: red } } }</style>')).toEqual([])
})

it('finds style sheets that would have to be fetched, but not those that only bring a font', () => {
  const linked = (href: string) => findingsIn(`<link rel="stylesheet" href="${href}"><style>@import "${href}";</style>`)
  expect(linked('https://shop.example/mail.css')).toHaveLength(2)
  expect(linked('https://fonts.googleapis.com/css2?family=Lato')).toEqual([])
  expect(linked('./mail.css')).toEqual([])
  expect(findingsIn('<style>@import url(https://shop.example/mail.css) screen;</style>')).toHaveLength(1)
})

it('asks for a colour behind a picture unless something around it has one', () => {
  const picture = '<p style="background-image: url(a.png)">x</p>'
  expect(findingsIn(picture)).toHaveLength(1)
  expect(findingsIn(`<td bgcolor="#000000">${picture}</td>`)).toEqual([])
  expect(findingsIn('<p style="background: navy url(a.png) no-repeat center / cover">x</p>')).toEqual([])
  expect(findingsIn('<p style="background: url(a.png) no-repeat center / cover">x</p>')).toHaveLength(1)
  expect(findingsIn('<p style="background: {{ color }} url(a.png)">x</p>')).toEqual([])
  const section = '<mj-section background-url="https://shop.example/sea.png"></mj-section>'
  const defaults = '<mj-attributes><mj-section background-color="#224466" /></mj-attributes>'
  expect(findingsIn(section, undefined, 'email.mjml')).toHaveLength(1)
  expect(findingsIn(defaults + section, undefined, 'email.mjml')).toEqual([])
})

it('does not take a video with a picture inside for an empty place', () => {
  expect(findingsIn('<video src="a.mp4"></video>')).toHaveLength(1)
  expect(findingsIn('<video src="a.mp4"><a href="#"><img src="a.png" alt="The film"></a></video>')).toEqual([])
  expect(findingsIn('<div style="display: none"><video src="a.mp4"></video></div>')).toEqual([])
})

it('does not ask for a font in `@font-face`, nor where a token brings the list', () => {
  expect(findingsIn('<style>@font-face { font-family: Lato; src: url(a.woff2) }</style>')).toEqual([])
  expect(findingsIn('<p style="font-family: {{ fonts }}">x</p>')).toEqual([])
  expect(findingsIn('<p style="font-family: \'Lato\', Georgia">x</p>')).toEqual([])
})
