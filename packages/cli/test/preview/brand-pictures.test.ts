/// <reference lib="dom" />

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchChromium } from '../../../dispatcher/test/templates/starters/chromium.js'
import { makeProject, type Project, projectFiles } from '../support/project.js'
import { keepPicture, mailText, openPage, type RunningPreview, startPreview } from './preview-page.js'

const chromium = findChromium()

const drawing = (width: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20"><rect width="${width}" height="20"/></svg>`

const files: Readonly<Record<string, string>> = {
  'tidings.yaml': (projectFiles['tidings.yaml'] ?? '').replace(
    'brands:\n',
    `brands:
  berry: { sender: { email: a@berry.example, name: Berry }, assetBase: 'https://cdn.berry.example' }
  cherry: { sender: { email: a@cherry.example, name: Cherry } }
`,
  ),
  'templates/order-ready/email.mjml': `<mjml><mj-body><mj-section><mj-column>
    <mj-include path="top.mjml" />
    <mj-text>Order {{ order.id }} <img src="_assets/mark.svg" alt="The mark"></mj-text>
  </mj-column></mj-section></mj-body></mjml>
`,
  'templates/_partials/top.mjml': '<mj-text>The shop</mj-text>',
  'templates/_assets/mark.svg': drawing(40),
  'templates/_brands/berry/_partials/top.mjml': '<mj-text>The berry farm</mj-text>',
  'templates/_brands/berry/_assets/mark.svg': drawing(60),
}

describe.skipIf(chromium === undefined)('brands and pictures in the preview, in Chromium', () => {
  let browser: Browser
  let project: Project
  let preview: RunningPreview
  beforeAll(async () => {
    project = await makeProject(files)
    const yaml = await readFile(join(project.folder, 'templates/order-ready/template.yaml'), 'utf8')
    await project.write({ 'templates/order-ready/template.yaml': `${yaml}brands: [main, berry]\n` })
    ;[browser, preview] = await Promise.all([launchChromium(chromium ?? ''), startPreview(project.folder)])
  })
  afterAll(async () => {
    await browser?.close()
    await preview?.stop()
    await project?.remove()
  })

  const width = (page: Page): Promise<number> =>
    page
      .frameLocator('iframe.mail:not(.loading)')
      .getByAltText('The mark')
      .evaluate((image: HTMLImageElement) => image.naturalWidth)

  it('shows each brand with its own pieces and pictures, from disk, and offers those that the template allows', async () => {
    const { page, errors, outside } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    expect(await mailText(page, 'Order A-17')).toContain('The shop')
    await expect.poll(() => width(page)).toBe(40)
    const picker = page.getByLabel('Brand')
    expect(await picker.locator('option').allTextContents()).toEqual(['main', 'berry'])
    await picker.selectOption('berry')
    await mailText(page, 'The berry farm')
    await expect.poll(() => width(page)).toBe(60)
    await keepPicture(page, 'brand.berry')
    expect([errors, outside]).toEqual([[], []])
    await page.context().close()
  })

  it('shows the picture that is saved', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await expect.poll(() => width(page)).toBe(40)
    await project.write({ 'templates/_assets/mark.svg': drawing(44) })
    await expect.poll(() => width(page), { timeout: 15_000 }).toBe(44)
    await page.context().close()
  })

  it('downloads what would be sent: addresses below the assetBase', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/templates/order-ready?brand=berry&tab=html`)
    await mailText(page, 'The berry farm')
    await page.getByRole('tabpanel').getByText('https://cdn.berry.example/mark.').first().waitFor({ state: 'attached' })
    await page.context().close()
  })
})
