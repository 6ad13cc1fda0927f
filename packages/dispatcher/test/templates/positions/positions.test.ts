/// <reference lib="dom" />

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { loadProgram, runToText } from '#dispatcher/render/program.js'
import { compileTemplate, createMjmlCompiler } from '#dispatcher/templates/index.js'

import { scopeOf } from '../conformance/engines.js'
import { findChromium, launchChromium } from '../starters/chromium.js'
import { type Hand, type PositionData, withTags, writtenOut } from './hand.js'
import { outlineOf, sheetsOf, unbalanced, wordView } from './outlines.js'
import { positions } from './positions.js'

const mjml = createMjmlCompiler()
const executable = findChromium()

const yaml = `title: Position
category: orders
lane: bulk
locales: [en]
data:
  type: object
  required: [on, kind, rows]
  properties:
    on: { type: boolean }
    kind: { enum: ['on', 'off'] }
    rows: { type: array, items: { type: string } }
channels: { email: { subject: Subject } }
`

/** A mail, compiled. */
async function compiled(body: string): Promise<(data: PositionData) => string> {
  const { artefact, findings } = await compileTemplate(
    { name: 'position', yaml, files: { 'email.mjml': body }, partials: {}, samples: {} },
    { mjml },
  )
  const program = artefact?.email?.en?.html
  if (program === undefined) {
    throw new Error(
      findings.map(({ rule, line, column, message }) => `${rule} ${line}:${column} ${message}`).join('\n'),
    )
  }
  const loaded = loadProgram(program, (text) => text)
  return (data) => runToText(loaded, scopeOf(data))
}

const cases: readonly PositionData[] = [
  { on: true, kind: 'on', rows: ['one', 'two', 'three'] },
  { on: false, kind: 'off', rows: ['one'] },
  { on: true, kind: 'off', rows: [] },
]

/** A way to write what depends on data. */
type Way = readonly [name: string, write: (hand: Hand) => string]

describe.skipIf(executable === undefined)('control tags in MJML, in Chromium and as Word reads it', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await launchChromium(executable ?? '')
    page = await browser.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await mjml.close()
  })

  describe.each(positions)('$name', ({ around, element, other = element, loops, always }) => {
    const ways: Way[] = [
      ['one of two', (hand) => hand.either(element('yes'), other('no'))],
      ['one of several', (hand) => hand.choose(element('yes'), other('no'))],
    ]
    if (always === undefined) ways.push(['what may not be there', (hand) => hand.maybe(element('yes'))])
    if (loops === undefined) {
      ways.push(
        ['none, one or three', (hand) => hand.each(element)],
        ['loops with conditions in them', (hand) => hand.each((row) => element(row) + hand.maybe(other('no')))],
      )
    }
    it.each(ways)('%s', async (_, write) => {
      const render = await compiled(around(write(withTags)))
      for (const data of cases) {
        const html = render(data)
        const expected = (await compiled(around(write(writtenOut(data)))))(data)
        expect(await outlineOf(page, html), JSON.stringify(data)).toEqual(await outlineOf(page, expected))
        const [word, expectedWord] = [wordView(html), wordView(expected)]
        expect(await outlineOf(page, word), JSON.stringify(data)).toEqual(await outlineOf(page, expectedWord))
        expect(unbalanced(word)).toEqual([])
      }
    })
  })
  describe('in the head', () => {
    const mail = (head: string): string =>
      `<mjml><mj-head>${head}</mj-head><mj-body><mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section></mj-body></mjml>`
    const places: readonly Way[] = [
      ['rules of a style sheet', (hand) => `<mj-style>.a { margin: 0 } ${hand.maybe('.b { color: red }')}</mj-style>`],
      ['values of a style sheet', (hand) => `<mj-style>.a { color: ${hand.either('red', 'blue')}; }</mj-style>`],
      [
        'media queries',
        (hand) => `<mj-style>${hand.choose('@media (max-width: 600px) { .a { color: red } }', '')}</mj-style>`,
      ],
      ['loops over rules', (hand) => `<mj-style>${hand.each((row) => `.a { color: ${row} } `)}</mj-style>`],
      ['the title', (hand) => `<mj-title>A ${hand.either('b', 'c')}</mj-title>`],
      ['raw HTML', (hand) => `<mj-raw>${hand.maybe('<meta name="format-detection" content="date=no">')}</mj-raw>`],
    ]
    it.each(places)('%s', async (_, write) => {
      const render = await compiled(mail(write(withTags)))
      for (const data of cases) {
        const expected = (await compiled(mail(write(writtenOut(data)))))(data)
        expect(await sheetsOf(page, render(data))).toEqual(await sheetsOf(page, expected))
        expect(await outlineOf(page, render(data))).toEqual(await outlineOf(page, expected))
      }
    })
  })
})
