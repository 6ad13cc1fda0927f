/// <reference lib="dom" />

import { readFile, rm, writeFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchChromium } from '../../../dispatcher/test/templates/starters/chromium.js'
import { makeProject, type Project, projectFiles } from '../support/project.js'
import { brokenRules, keepPicture, mailText, openPage, type RunningPreview, startPreview } from './preview-page.js'

const chromium = findChromium()

const tall = (words: string): string => `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>${words}</mj-text>
        <mj-spacer height="3000px" />
        <mj-text>Order {{ order.id }}, the end. <a href="https://fennel.example/orders/{{ order.id }}">See order</a></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`

describe.skipIf(chromium === undefined)('the preview of templates in Chromium', () => {
  let browser: Browser
  let project: Project
  let preview: RunningPreview

  beforeAll(async () => {
    project = await makeProject({ 'templates/order-ready/email.mjml': tall('It waits for you') })
    ;[browser, preview] = await Promise.all([launchChromium(chromium ?? ''), startPreview(project.folder)])
  })
  afterAll(async () => {
    await browser?.close()
    await preview?.stop()
    await project?.remove()
  })

  it('shows a mail in a frame that may run nothing, with its subject and preheader', async () => {
    const { page, errors, outside } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    expect(await mailText(page, 'Order A-17')).toContain('It waits for you')
    expect(await page.locator('.envelope').textContent()).toMatch(/Order A-17 is ready\s*Come and fetch it/)
    expect(await page.locator('iframe.mail').getAttribute('sandbox')).toBe('allow-same-origin')
    expect([errors, outside]).toEqual([[], []])
    await page.context().close()
  })

  it('shows what is saved at once, and stays where it was scrolled to', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await mailText(page, 'It waits for you')
    await page.locator('.ground').evaluate((ground) => ground.scrollTo(0, 1800))
    await project.write({ 'templates/order-ready/email.mjml': tall('It waits at the till') })
    await mailText(page, 'It waits at the till')
    expect(await page.locator('.ground').evaluate((ground) => ground.scrollTop)).toBe(1800)
    await page.context().close()
  })

  it('keeps the last good render behind an error that names file, line and what to do', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await mailText(page, 'It waits')
    await project.write({ 'templates/order-ready/email.mjml': tall('It waits {{ order.nr }}') })
    const overlay = page.getByRole('alert')
    await overlay.waitFor()
    expect(await overlay.textContent()).toMatch(/order-ready\/email\.mjml:5:\d+[\s\S]*order\.nr/)
    expect(await mailText(page, 'It waits')).toContain('Order A-17')
    await overlay.getByRole('button').first().click()
    await page.locator('.code li.current').waitFor()
    expect(await page.locator('.code li.current').textContent()).toContain('{{ order.nr }}')

    await project.write({ 'templates/order-ready/email.mjml': tall('It waits again') })
    await mailText(page, 'It waits again')
    await overlay.waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('never shows a half-saved file, but one that stays empty', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await mailText(page, 'It waits')
    await page.evaluate(() => {
      const seen: string[] = []
      Reflect.set(globalThis, 'seen', seen)
      new MutationObserver(() => {
        if (document.querySelector('.overlay') !== null) seen.push('overlay')
      }).observe(document.body, { childList: true, subtree: true })
    })
    const file = `${project.folder}/templates/order-ready/email.mjml`
    for (let round = 0; round < 5; round++) {
      await writeFile(file, '')
      await writeFile(file, tall(`It waits, round ${round}`))
      await mailText(page, `round ${round}`)
    }
    expect(await page.evaluate(() => Reflect.get(globalThis, 'seen') as string[])).toEqual([])
    // One that stays empty is what somebody wanted.
    await writeFile(file, '')
    await page.getByRole('alert').getByText('order-ready/email.mjml').waitFor()
    await writeFile(file, tall('It waits for you'))
    await mailText(page, 'It waits for you')
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('renders data that is edited in place, and says what does not fit the schema and where', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await mailText(page, 'Order A-17')
    const field = page.getByLabel('Data as JSON')
    await field.fill('{ "order": { "id": "B-99" } }')
    await mailText(page, 'Order B-99')
    await field.fill('{\n  "order": {\n    "id": 7\n  }\n}')
    await page.locator('.problems li').waitFor()
    expect(await page.locator('.problems').textContent()).toMatch(/order\.id line 3[\s\S]*string/)
    await field.fill('{ "order": ')
    await page.locator('.problems', { hasText: 'no JSON' }).waitFor()
    expect(await mailText(page, 'Order B-99')).toContain('the end')
    // The edit is a part of the address: whoever gets the link sees the same.
    await field.fill('{ "order": { "id": "C-1" } }')
    await mailText(page, 'Order C-1')
    const other = await openPage(browser, page.url())
    await mailText(other.page, 'Order C-1')
    await other.page.context().close()
    await page.getByRole('button', { name: 'Take back' }).click()
    await mailText(page, 'Order A-17')
    await page.context().close()
  })

  it('shows locales side by side, widths, colours, directions, and every tab, by keyboard alone', async () => {
    const { page, errors } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await mailText(page, 'Order A-17')
    await page.keyboard.press('x')
    await page.frameLocator('iframe.mail').nth(1).locator('body', { hasText: 'Bestellung A-17' }).waitFor()
    await page.keyboard.press('x')
    await page.keyboard.press('l')
    await mailText(page, 'Bestellung A-17')
    await page.keyboard.press('d')
    await page.waitForFunction(() => document.querySelector('iframe.mail')?.clientWidth === 320)
    await page.keyboard.press('r')
    await page.frameLocator('iframe.mail:not(.loading)').locator('html[dir=rtl]').waitFor()
    const [direction, side] = await page
      .frameLocator('iframe.mail:not(.loading)')
      .getByText('Bestellung A-17')
      .last()
      .evaluate((words) => [
        getComputedStyle(words.closest('td') ?? words).direction,
        getComputedStyle(words).textAlign,
      ])
    expect([direction, side]).toEqual(['rtl', 'right'])
    await page.keyboard.press('c')
    await page.locator('.phone', { hasText: 'Fennel: Bestellung A-17 ist fertig.' }).waitFor()
    await page.keyboard.press('c')
    const said = {
      2: 'Bestellung A-17 wartet auf Sie.',
      3: 'order-ready/email.de.mjml',
      4: 'Bestellung A-17 wartet auf Sie.',
      5: 'orders@fennel.example',
      6: 'of 102 KB',
      7: 'The mail has no links.',
      8: 'Lint has nothing to say.',
    }
    for (const [key, words] of Object.entries(said)) {
      await page.keyboard.press(key)
      await page.getByRole('tabpanel').getByText(words).first().waitFor({ state: 'attached' })
    }
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(page.url()).toContain('#/templates/order-ready?')
    expect(errors).toEqual([])
    await page.context().close()
  })

  it("shows the mail's own dark mode, both inversions, and pictures off, whatever the browser prefers", async () => {
    const styled = (picture: string): string => `<mjml>
  <mj-head><mj-raw><meta name="color-scheme" content="light dark"></mj-raw>
    <mj-style>@media (prefers-color-scheme: dark) { .ground, .ground * { background: #010203 !important } }</mj-style></mj-head>
  <mj-body background-color="#ffffff" css-class="ground"><mj-section><mj-column>
    <mj-text color="#101010">Order {{ order.id }}</mj-text>
    <mj-image width="40px" alt="Logo of Fennel" src="${picture}" />
  </mj-column></mj-section></mj-body>
</mjml>
`
    await project.write({
      'tidings.yaml':
        projectFiles['tidings.yaml']?.replace(
          'name: Fennel, sms: Fennel } }',
          'name: Fennel, sms: Fennel }, variables: { assets: https://assets.example/mail } }',
        ) ?? '',
      'templates/_assets/logo.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>',
      'templates/order-ready/email.mjml': styled('{{ brand.assets }}/logo.svg'),
    })
    const seen: Record<string, unknown> = {}
    for (const dark of [false, true]) {
      const { page, outside } = await openPage(browser, `${preview.url}/#/templates/order-ready?locale=en`, { dark })
      for (const choice of ['', '&look=dark', '&look=partial', '&look=full', '&pictures=off']) {
        const before = await page.locator('iframe.mail:not(.loading)').elementHandle()
        await page.evaluate((hash) => {
          location.hash = hash
        }, `#/templates/order-ready?locale=en${choice}`)
        // Each look is another frame; the first is there already.
        if (choice !== '') await before?.waitForElementState('hidden')
        await page
          .frameLocator('iframe.mail:not(.loading)')
          .getByAltText('Logo of Fennel')
          .waitFor({ state: 'attached' })
        const facts = await page.evaluate(() => {
          const mail = document.querySelector<HTMLIFrameElement>('iframe.mail:not(.loading)')?.contentDocument
          const text = [...(mail?.querySelectorAll('div') ?? [])].find(
            ({ children, textContent }) => children.length === 0 && textContent?.startsWith('Order'),
          )
          const ground = mail?.querySelector('.ground')
          return [
            ground && getComputedStyle(ground).backgroundColor,
            text && getComputedStyle(text).color,
            mail?.images[0]?.naturalWidth,
          ]
        })
        expect(seen[choice] ?? facts, `${choice} ${dark}`).toEqual(facts)
        seen[choice] = facts
        expect(outside).toEqual([])
      }
      await page.context().close()
    }
    expect(seen).toEqual({
      '': ['rgb(255, 255, 255)', 'rgb(16, 16, 16)', 40],
      '&look=dark': ['rgb(1, 2, 3)', 'rgb(16, 16, 16)', 40],
      '&look=partial': ['rgb(18, 18, 18)', 'rgb(235, 235, 235)', 40],
      '&look=full': ['rgb(18, 18, 18)', 'rgb(235, 235, 235)', 40],
      '&pictures=off': ['rgb(255, 255, 255)', 'rgb(16, 16, 16)', 0],
    })
  })

  it('follows new and removed templates, and says what is wrong with tidings.yaml', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await page.locator('.list li').first().waitFor()
    const files = Object.entries(projectFiles).filter(([path]) => path.startsWith('templates/'))
    await project.write(
      Object.fromEntries(files.map(([path, text]) => [path.replace('order-ready', 'a-new-one'), text])),
    )
    await page.locator('.list').getByText('a-new-one').click()
    await mailText(page, 'Order A-17')
    await rm(`${project.folder}/templates/a-new-one`, { recursive: true })
    await page.locator('.list').getByText('a-new-one').waitFor({ state: 'detached' })

    await page.getByLabel('Search templates').fill('nothing of this kind')
    await page.getByText('No template of this name.').waitFor()
    await project.write({ 'tidings.yaml': 'version: 1\nbrand: {}\n' })
    await page.getByText(/tidings\.yaml is not taken: .*tidings\.yaml:\d+:\d+/).waitFor()
    await project.write({ 'tidings.yaml': projectFiles['tidings.yaml'] ?? '' })
    await page.getByText('tidings.yaml is not taken').waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('keeps its frame while it waits for a render, and says so', async () => {
    await project.write({ 'templates/order-ready/email.mjml': tall('It waits for you') })
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready?tab=lint`)
    await mailText(page, 'It waits for you')
    const height = await page.locator('.bars').evaluate((bars) => bars.clientHeight)
    const held: (() => Promise<void>)[] = []
    let isHolding = true
    await page.route('**/api/render', (route) => {
      if (!isHolding) return route.continue()
      held.push(() => route.continue())
    })
    await page.reload()
    await page.getByText('Rendering …').waitFor()
    expect(await page.locator('.stage').getAttribute('aria-busy')).toBe('true')
    expect(await page.locator('.bars').evaluate((bars) => bars.clientHeight)).toBe(height)
    expect(await brokenRules(page)).toEqual([])
    isHolding = false
    for (const answer of held) await answer()
    await mailText(page, 'It waits for you')
    await page.getByText('Rendering …').waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('hands out the mail as .html and .eml', async () => {
    await project.write({ 'templates/order-ready/email.mjml': tall('It waits for you') })
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await mailText(page, 'It waits for you')
    for (const [ending, words] of [
      ['html', '<!doctype html>'],
      ['eml', 'Subject: Order A-17 is ready'],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: `.${ending}` }).click(),
      ])
      expect(download.suggestedFilename()).toBe(`order-ready.short.en.${ending}`)
      expect(await readFile(await download.path(), 'utf8')).toContain(words)
    }
    await page.context().close()
  })

  it('shows the HTML that its author wrote, by the name of its file', async () => {
    const html = '<!DOCTYPE html>\n<html>\n<body>\n<p>Crate {{ order.id }}</p>\n</body>\n</html>\n'
    const yaml = (projectFiles['templates/order-ready/template.yaml'] ?? '').replace('Order ready', 'Crate ready')
    const sample = projectFiles['templates/order-ready/samples/short.json'] ?? ''
    const sms = 'Fennel: order {{ order.id }} is ready.'
    await project.write({
      'templates/crate-ready/email.html': html,
      'templates/crate-ready/sms.liquid': sms,
      'templates/crate-ready/samples/short.json': sample,
      'templates/crate-ready/template.yaml': yaml,
    })
    const { page } = await openPage(browser, `${preview.url}/#/templates/crate-ready?tab=source`)
    await page.locator('.code').waitFor()
    expect(await page.getByLabel('File').inputValue()).toBe('crate-ready/email.html')
    expect(await page.locator('.code').textContent()).toContain('<p>Crate {{ order.id }}</p>')
    await page.evaluate(() => {
      location.hash = '#/templates/crate-ready'
    })
    await mailText(page, 'Crate A-17')
    await project.write({ 'templates/crate-ready/email.html': html.replace('Crate', 'Box') })
    await mailText(page, 'Box A-17')
    await rm(`${project.folder}/templates/crate-ready`, { recursive: true })
    await page.context().close()
  })

  it('draws the mail as wide as its edge is dragged, by mouse, finger and keyboard, and a link keeps it', async () => {
    await project.write({ 'templates/order-ready/email.mjml': tall('It waits for you') })
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await mailText(page, 'It waits for you')
    const edge = page.getByRole('separator', { name: 'Width of the mail' })
    const widthOf = async (): Promise<number> =>
      page.locator('iframe.mail:not(.loading)').evaluate((frame) => frame.clientWidth)
    const middle = async (): Promise<{ readonly x: number; readonly y: number }> => {
      const box = await edge.boundingBox()
      return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: 400 }
    }
    const full = await widthOf()
    const from = await middle()
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    // Over the mail itself too, which is a document of its own.
    await page.mouse.move(from.x - 53, from.y, { steps: 4 })
    expect(await edge.textContent()).toBe(`${full - 106} px`)
    expect(page.url()).not.toContain('width=')
    await page.mouse.up()
    await page.waitForURL(new RegExp(`width=${full - 106}`))
    expect([await widthOf(), await edge.getAttribute('aria-valuenow')]).toEqual([full - 106, `${full - 106}`])

    const other = await openPage(browser, page.url())
    await mailText(other.page, 'It waits for you')
    expect(await other.page.locator('.mail-room').evaluate((room) => room.clientWidth)).toBe(full - 106)
    await other.page.context().close()

    await edge.focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(new RegExp(`width=${full - 105}`))
    await page.keyboard.press('Shift+ArrowLeft')
    await page.waitForURL(new RegExp(`width=${full - 125}`))
    await page.keyboard.press('Home')
    await page.waitForURL(/width=200/)
    await page.keyboard.press('End')
    await page.waitForURL(new RegExp(`width=${full}`))
    expect(await edge.getAttribute('aria-valuemax')).toBe(`${full}`)

    const before = await middle()
    const touch = (type: string, x: number): Promise<void> =>
      edge.dispatchEvent(type, { pointerId: 1, pointerType: 'touch', isPrimary: true, clientX: x, clientY: 400 })
    await edge.evaluate((element) => {
      // A made-up pointer cannot be captured; a real finger is.
      element.setPointerCapture = () => {}
    })
    await touch('pointerdown', before.x)
    await touch('pointermove', before.x - 20)
    await touch('lostpointercapture', before.x - 20)
    await page.waitForURL(new RegExp(`width=${full - 40}`))
    await edge.dblclick({ position: { x: 10, y: 300 } })
    await page.waitForFunction(() => !location.hash.includes('width='))
    expect(await widthOf()).toBe(full)
    await page.context().close()
  })

  it('can be used by keyboard alone: each stop is seen, none holds the focus, and nothing moves by itself', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await mailText(page, 'Order A-17')
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const stops: string[] = []
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate(() => {
        const { activeElement: at } = document
        // The address bar of a real browser is next.
        if (at === null || at === document.body) return undefined
        const { outlineStyle } = getComputedStyle(at)
        const { width, height } = at.getBoundingClientRect()
        const seen = at.tagName === 'IFRAME' || (outlineStyle !== 'none' && width > 0 && height > 0)
        return `${at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 20)}${seen ? '' : ' unseen'}`
      })
      if (stop === undefined) break
      stops.push(stop)
    }
    expect(stops.filter((stop) => stop.endsWith('unseen'))).toEqual([])
    expect(stops).toEqual(expect.arrayContaining(['Search templates', 'E-mail', 'Width of the mail', 'Data as JSON']))
    expect(stops.length).toBeLessThan(80)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    await page.context().close()
  })

  for (const dark of [false, true]) {
    it(`passes axe in the ${dark ? 'dark' : 'light'}, wide and narrow, in every view`, {
      timeout: 120_000,
    }, async () => {
      const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready`, { dark })
      const tabs = ['data', 'html', 'source', 'text', 'headers', 'size', 'links', 'lint']
      for (const [view, shown] of [
        ...tabs.map((tab) => [`tab=${tab}`, 'iframe.mail:not(.loading)'] as const),
        ['channel=sms', '.phone'],
        ['compare=de', '.message.beside'],
        ['look=full&width=320&dir=rtl', '.notes'],
        ['data=%7B%7D', '.overlay.line'],
        ['data=%7B%7D&tab=lint', '.overlay'],
      ] as const) {
        for (const width of [1280, 400]) {
          await page.setViewportSize({ width, height: 800 })
          await page.evaluate((hash) => {
            location.hash = hash
          }, `#/templates/order-ready?${view}`)
          await page.locator(shown).first().waitFor()
          const tab = /tab=(\w+)/.exec(view)?.[1] ?? 'data'
          await page.locator(`#tab-${tab}[aria-selected=true]`).waitFor()
          await page.locator('.list .dim').waitFor({ state: 'detached' })
          expect(await brokenRules(page), `${view} ${width}`).toEqual([])
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          expect(beyond, `${view} ${width}: pixels beyond the page`).toBeLessThanOrEqual(0)
          await keepPicture(page, `templates.${view.replaceAll(/\W/g, '-')}.${width}.${dark ? 'dark' : 'light'}`)
        }
      }
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
      expect(await brokenRules(page)).toEqual([])
      await page.context().close()
    })
  }
})
