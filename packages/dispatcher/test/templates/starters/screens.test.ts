/// <reference lib="dom" />

import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchChromium } from './chromium.js'
import { bottomOf, measure, type ScreenFacts } from './screen-facts.js'
import { assetFiles, brand, renderMail, type Sample, type Starter, starters, templatesFolder } from './starters.js'

/** Height of a small phone's screen. */
const screenHeight = 640
/** WCAG 2.2, success criterion 1.4.3. */
const leastContrast = 4.5

/** What the reader wants to know, as each sample's mail says it. */
const answers: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'order-shipped': {
    short: ['Thursday 26 November', '08:00 to 10:00'],
    german: ['Donnerstag, 26. November', '08:30 bis 10:30 Uhr'],
    long: ['Wednesday, 25 November', '11:15 to 13:45'],
  },
  'one-time-code': {
    short: ['482913', 'Valid for 10 minutes'],
    german: ['071530', '10 Minuten gültig'],
    'email-only': ['90417726', 'Valid for one minute'],
    long: ['90417726', '60 Minuten gültig'],
  },
  'weekly-menu': {
    short: ['Lemon chicken', 'Beetroot risotto', 'Squash curry'],
    german: ['Zitronenhähnchen', 'Rote-Bete-Risotto', 'Kürbiscurry'],
    long: ['Lemon chicken with green beans', 'Beetroot risotto with goat’s cheese', 'Squash and chickpea curry'],
  },
}

interface Look {
  readonly name: string
  readonly width: 360 | 640
  readonly dark?: true
  readonly picturesOff?: true
}

const looks: readonly Look[] = [
  { name: 'on a phone', width: 360 },
  { name: 'on a desk', width: 640 },
  { name: 'on a phone in the dark', width: 360, dark: true },
  { name: 'on a desk in the dark', width: 640, dark: true },
  { name: 'on a phone without pictures', width: 360, picturesOff: true },
  { name: 'on a phone in the dark without pictures', width: 360, dark: true, picturesOff: true },
]

const mails = starters.flatMap((starter) =>
  starter.samples
    .filter(({ to }) => to.email !== undefined)
    .map((sample) => ({ starter, sample, name: `${starter.name}, sample ${sample.name},` })),
)

const executable = findChromium()

describe.skipIf(executable === undefined)('the starter templates in Chromium', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium(executable ?? '')
  })
  afterAll(() => browser?.close())

  for (const look of looks) {
    describe(look.name, () => {
      let context: BrowserContext
      let page: Page

      beforeAll(async () => {
        context = await browser.newContext({
          viewport: { width: look.width, height: screenHeight },
          colorScheme: look.dark ? 'dark' : 'light',
        })
        await serveAssets(context, look.picturesOff ?? false)
        page = await context.newPage()
      })
      afterAll(() => context?.close())

      it.each(mails)('$name can be read and used', async ({ starter, sample }) => {
        await show(page, starter, sample)
        const facts = await measure(page)
        await keepPicture(page, `${starter.name}.${sample.name}.${look.name.replaceAll(' ', '-')}`)

        expect(facts.overflow, 'pixels to scroll sideways').toBe(0)
        expect(facts.texts.length).toBeGreaterThan(5)
        expect(facts.texts.filter(({ size }) => size < 14)).toEqual([])
        expect(facts.texts.filter(({ contrast }) => contrast < leastContrast)).toEqual([])
        expect(facts.buttons.filter((height) => height < 44)).toEqual([])
        if (starter.name !== 'one-time-code') expect(facts.buttons.length).toBeGreaterThan(0)
        expectPictures(facts, look)
      })
    })
  }

  describe('on the first screen of a phone', () => {
    let context: BrowserContext
    let page: Page

    beforeAll(async () => {
      context = await browser.newContext({ viewport: { width: 360, height: screenHeight } })
      await serveAssets(context, false)
      page = await context.newPage()
    })
    afterAll(() => context?.close())

    it.each(mails)('$name says what the reader wants to know', async ({ starter, sample }) => {
      await show(page, starter, sample)
      const wanted = answers[starter.name]?.[sample.name] ?? []
      expect(wanted.length, 'what the answer is').toBeGreaterThan(0)
      for (const text of wanted) {
        expect(await bottomOf(page, text), `end of "${text}"`).toBeLessThanOrEqual(screenHeight)
      }
    })

    it('has dark colours of its own, not those of the light mail', async () => {
      const grounds: string[] = []
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        grounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor))
      }
      expect(grounds).toEqual(['rgb(243, 238, 235)', 'rgb(23, 17, 20)'])
    })

    it('measures what is wrong with a bad mail', async () => {
      await page.setContent(badMail, { waitUntil: 'load' })
      const facts = await measure(page)
      expect(facts.overflow).toBeGreaterThan(300)
      expect(facts.texts.map(({ text, size }) => [text, size])).toEqual([
        ['pale', 13],
        ['low', 16],
      ])
      expect(facts.texts[0]?.contrast).toBeCloseTo(1.61, 1)
      expect(facts.images.map(({ alt, loaded }) => [alt, loaded])).toEqual([[null, false]])
      expect(facts.buttons).toEqual([20])
      expect(await bottomOf(page, 'low')).toBeGreaterThan(screenHeight)
      expect(await bottomOf(page, 'hidden')).toBeUndefined()
    })
  })
})

const badMail = `<body style="margin:0;background:#fff">
  <div style="display:none">hidden</div>
  <div style="width:700px;font-size:13px;color:#ccc">pale</div>
  <img src="https://elsewhere.example/a.png" width="10" height="10">
  <div class="button" style="margin-top:700px"><a style="display:block;line-height:20px">low</a></div>
</body>`

async function show(page: Page, starter: Starter, sample: Sample): Promise<void> {
  const { html } = await renderMail(starter, sample)
  await page.setContent(html, { waitUntil: 'load' })
}

/** Serves pictures as the brand's host would; nothing else is reached. */
async function serveAssets(context: BrowserContext, off: boolean): Promise<void> {
  const base = brand.assetBase ?? ''
  await context.route('**/*', (route) => {
    const url = route.request().url()
    const path = join(templatesFolder, assetFiles.get(url.slice(base.length + 1)) ?? 'none')
    if (off || !url.startsWith(`${base}/`) || !existsSync(path)) return route.abort()
    return route.fulfill({ path })
  })
}

function expectPictures({ images }: ScreenFacts, look: Look): void {
  expect(images.length).toBeGreaterThan(0)
  expect(images.filter(({ alt }) => alt === null)).toEqual([])
  if (!look.picturesOff) {
    expect(images.filter(({ loaded }) => !loaded)).toEqual([])
    return
  }
  const speaking = images.filter(({ alt }) => alt !== '')
  expect(images.some(({ loaded }) => loaded)).toBe(false)
  expect(speaking.filter(({ contrast }) => contrast < leastContrast)).toEqual([])
  expect(speaking.filter(({ height }) => height < 14)).toEqual([])
}

/** For the eye: with `SCREENSHOTS=folder` every page is kept there as a picture. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
