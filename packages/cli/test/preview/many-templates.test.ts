/// <reference lib="dom" />

import { mkdir, rm, writeFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchChromium } from '../../../dispatcher/test/templates/starters/chromium.js'
import { makeProject, type Project } from '../support/project.js'
import { brokenRules, mailText, openPage, type RunningPreview, startPreview } from './preview-page.js'

const chromium = findChromium()
const count = process.env.TIDINGS_TEST_SLOW === '1' ? 10_000 : 2_000

interface Entry {
  readonly name: string
  readonly title: string
  readonly linted: boolean
}

/** Numbers of the templates have as many digits, so that they are sorted as they are counted. */
const nameOf = (index: number): string => `notice-${String(index).padStart(5, '0')}`

async function writeNotice(folder: string, index: number): Promise<void> {
  const place = `${folder}/templates/${nameOf(index)}`
  await mkdir(`${place}/samples`, { recursive: true })
  await Promise.all([
    writeFile(
      `${place}/template.yaml`,
      `title: Notice number ${index}
category: order-updates
lane: transactional
locales: [en]
channels:
  email: { subject: 'Notice about {{ id }}', preheader: 'What there is to know about order {{ id }} today' }
data: { type: object, required: [id], properties: { id: { type: string } } }
`,
    ),
    writeFile(
      `${place}/email.mjml`,
      `<mjml><mj-body><mj-section><mj-column><mj-text>Notice ${index} about {{ id }}</mj-text></mj-column></mj-section></mj-body></mjml>
`,
    ),
    writeFile(
      `${place}/samples/short.json`,
      '{ "to": { "id": "c", "email": "ann@example.com" }, "data": { "id": "A-1" } }',
    ),
  ])
}

describe.skipIf(chromium === undefined)(`the preview of ${count} templates in Chromium`, () => {
  let browser: Browser
  let project: Project
  let preview: RunningPreview

  beforeAll(async () => {
    project = await makeProject()
    await rm(`${project.folder}/templates/order-ready`, { recursive: true })
    for (let from = 0; from < count; from += 100) {
      await Promise.all(Array.from({ length: 100 }, (_, index) => writeNotice(project.folder, from + index)))
    }
    ;[browser, preview] = await Promise.all([launchChromium(chromium ?? ''), startPreview(project.folder)])
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await preview?.stop()
    await project?.remove()
  }, 60_000)

  const entries = async (): Promise<readonly Entry[]> =>
    (await (await fetch(`${preview.url}/api/templates`)).json()) as readonly Entry[]

  it('lists all, draws those in sight, and lints what somebody has seen', { timeout: 120_000 }, async () => {
    const { page, errors } = await openPage(browser, preview.url)
    await mailText(page, 'Notice 0 about A-1')
    const rows = page.locator('.list li')
    expect(await rows.first().getAttribute('aria-setsize')).toBe(String(count))
    expect(await rows.count()).toBeLessThan(60)

    const middle = count / 2
    await page.locator('.list').evaluate((list, row) => list.scrollTo(0, row * 50), middle)
    await rows.getByText(`Notice number ${middle}`, { exact: true }).waitFor()
    await page.waitForFunction(() => document.querySelector('.list .count.dim') === null, undefined, {
      timeout: 90_000,
    })
    const listed = await entries()
    expect(listed.map(({ name }) => name)).toEqual(Array.from({ length: count }, (_, index) => nameOf(index)))
    expect(listed[middle]).toMatchObject({ title: `Notice number ${middle}`, linted: true })
    expect(listed.filter(({ linted }) => linted).length).toBeLessThan(150)
    expect(await brokenRules(page)).toEqual([])
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('finds one while it is typed, and goes through the list by keyboard', async () => {
    const { page } = await openPage(browser, preview.url)
    await page.locator('.list li').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type(`number ${count - 7}`)
    await page.waitForFunction(() => document.querySelectorAll('.list li').length === 1)
    await page
      .locator('.list')
      .getByText(nameOf(count - 7))
      .click()
    await mailText(page, `Notice ${count - 7} about A-1`)
    // Whoever gets the link sees the same list.
    const other = await openPage(browser, page.url())
    await other.page.waitForFunction(() => document.querySelectorAll('.list li').length === 1)
    expect(await other.page.getByLabel('Search templates').inputValue()).toBe(`number ${count - 7}`)
    await other.page.context().close()

    await page.getByLabel('Search templates').fill('')
    await page.locator('.list [aria-current=true]', { hasText: nameOf(count - 7) }).waitFor()
    await page.keyboard.press('Escape')
    for (let step = 0; step < 5; step++) await page.keyboard.press('j')
    const current = page.locator('.list [aria-current=true]', { hasText: nameOf(count - 2) })
    await current.waitFor()
    expect(await current.evaluate((link) => link.getBoundingClientRect().bottom <= innerHeight)).toBe(true)
    await page.context().close()
  })

  it('shows what is saved, of the one on the stage and of one that nobody has opened', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/templates/${nameOf(3)}`)
    await mailText(page, 'Notice 3 about A-1')
    const folder = `${project.folder}/templates`
    await writeFile(
      `${folder}/${nameOf(3)}/email.mjml`,
      '<mjml><mj-body><mj-section><mj-column><mj-text>Saved {{ id }}</mj-text></mj-column></mj-section></mj-body></mjml>',
    )
    await mailText(page, 'Saved A-1')
    await writeFile(`${folder}/${nameOf(4)}/template.yaml`, 'title: Renamed by hand\n')
    await page.locator('.list').getByText('Renamed by hand').waitFor()
    await rm(`${folder}/${nameOf(5)}`, { recursive: true })
    await page.locator('.list').getByText(nameOf(5)).waitFor({ state: 'detached' })
    expect(await entries()).toHaveLength(count - 1)
    await page.context().close()
  })
})
