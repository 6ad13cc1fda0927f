/// <reference lib="dom" />

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCatcherClient, type StartedCatcher, startCatcher } from '@tidings/dispatcher/embedded'
import { simpleParser } from 'mailparser'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { makeCertificates } from '../../../dispatcher/test/providers/certificates.js'
import { openSmtpServer, type SmtpServerStand } from '../../../dispatcher/test/providers/smtp-server-stand.js'
import { findChromium, launchChromium } from '../../../dispatcher/test/templates/starters/chromium.js'
import { configuration, makeProject, type Project } from '../support/project.js'
import { brokenRules, keepPicture, mailText, openPage, type RunningPreview, startPreview } from './preview-page.js'

const chromium = findChromium()
const certificates = makeCertificates()

/** Mails go out for real to the shop's own people, and from production to everybody. */
const yaml = configuration
  .replace(
    'routes: { email: [catcher], sms: [catcher] }',
    "routes: { email: [mailer], sms: [catcher] }\n    recipients: { allow: ['*@fennel.example'] }",
  )
  .replace('routes: { email: [catcher] }', 'routes: { email: [mailer] }')
  .replace(
    'providers:',
    `providers:\n  mailer: { kind: smtp, host: 127.0.0.1, port: '\${SMTP_PORT}', ca: ${certificates.folder}/${certificates.ca} }`,
  )

describe.skipIf(chromium === undefined)('a test message from the page of the preview in Chromium', () => {
  let browser: Browser
  let project: Project
  let preview: RunningPreview
  let server: SmtpServerStand
  let catcher: StartedCatcher
  let folder = ''
  let env: Record<string, string> = {}

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidings-test-send-'))
    ;[browser, project, server, catcher] = await Promise.all([
      launchChromium(chromium ?? ''),
      makeProject({ 'tidings.yaml': yaml }),
      openSmtpServer(certificates),
      startCatcher({ folder, httpPort: 0, smtpPort: 0 }),
    ])
    env = { SMTP_PORT: String(server.port), TIDINGS_CATCHER_URL: catcher.url }
    preview = await startPreview(project.folder, env)
  })
  beforeEach(() => server.behave('accept'))
  afterAll(async () => {
    await browser?.close()
    await preview?.stop()
    await server?.close()
    await catcher?.stop()
    await project?.remove()
    await rm(folder, { recursive: true, force: true })
  })

  const openDialog = async (
    choices = '',
    options = {},
    url = preview.url,
  ): Promise<{ page: Page; errors: string[] }> => {
    const { page, errors } = await openPage(browser, `${url}/#/templates/order-ready${choices}`, options)
    await page.getByRole('button', { name: 'Send test' }).click()
    await page
      .getByRole('dialog')
      .locator('dl', { hasText: /mailer \(smtp\)|catcher/ })
      .waitFor()
    return { page, errors }
  }
  const answered = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words }).waitFor()

  it('sends what is on the stage through the provider of the environment, and remembers the address', async () => {
    const { page, errors } = await openDialog('?locale=de')
    await mailText(page, 'Bestellung A-17')
    const dialog = page.getByRole('dialog')
    expect(await dialog.locator('dl').textContent()).toMatch(
      /Order ready · short · de · main\s*Environment\s*local\s*Provider\s*mailer \(smtp\)/,
    )
    await dialog.getByLabel('E-mail address').fill('ann@fennel.example')
    await page.keyboard.press('Enter')
    await answered(page, /accepted by mailer in [\d,]+ ms/)
    const mail = await simpleParser(server.received().at(-1) ?? Buffer.alloc(0))
    expect([mail.subject, mail.headers.get('x-tidings-test')]).toEqual(['[Test] Bestellung A-17 ist fertig', '1'])

    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('t')
    expect(await dialog.getByLabel('E-mail address').inputValue()).toBe('ann@fennel.example')
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('sends data as it was edited, and an SMS to where those go', async () => {
    const data = encodeURIComponent('{ "order": { "id": "B-99" } }')
    const { page } = await openDialog(`?channel=sms&data=${data}`)
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Phone number').fill('+4915112345678')
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await answered(page, 'it is in the catcher')
    expect(await createCatcherClient(catcher.url).list({})).toMatchObject([
      { channel: 'sms', to: '+4915112345678', text: '[Test] Fennel: order B-99 is ready.' },
    ])
    await page.context().close()
  })

  it('says what keeps it from being sent, and what the provider says', async () => {
    const { page } = await openDialog()
    const address = page.getByLabel('E-mail address')
    const before = server.received().length
    await address.fill('ann@example.com')
    await page.keyboard.press('Enter')
    await answered(
      page,
      'add the address to environments.local.recipients.allow in tidings.yaml (now: *@fennel.example)',
    )
    await address.fill('ann')
    await page.keyboard.press('Enter')
    await answered(page, 'ann is no address for email')
    expect(server.received()).toHaveLength(before)

    await server.behave('reject address')
    await address.fill('ann@fennel.example')
    await page.keyboard.press('Enter')
    await answered(page, /rejected by mailer[\s\S]*550 5\.1\.1[\s\S]*the address takes no messages/)
    await page.context().close()
  })

  it('sends from production only what somebody has ticked to be sent for real', async () => {
    const production = await startPreview(project.folder, { ...env, DATABASE_URL: 'postgres://127.0.0.1:9/none' }, [
      '--env',
      'production',
    ])
    try {
      const { page } = await openDialog('', {}, production.url)
      const dialog = page.getByRole('dialog')
      await dialog.locator('dd.error', { hasText: 'production' }).waitFor()
      await dialog.getByLabel('E-mail address').fill('bob@example.com')
      const before = server.received().length
      await page.keyboard.press('Enter')
      expect(await dialog.locator('input:invalid').count()).toBe(1)
      // Without the page's own check the server has the last word.
      await dialog.locator('form').evaluate((form: HTMLFormElement) => {
        form.noValidate = true
      })
      await page.keyboard.press('Enter')
      await answered(page, 'nobody has said that it may send this')
      expect(server.received()).toHaveLength(before)
      await dialog.getByLabel('Send it for real, from production').check()
      await dialog.getByRole('button', { name: 'Send', exact: true }).click()
      await answered(page, 'accepted by mailer')
      expect(server.received()).toHaveLength(before + 1)
      await keepPicture(page, 'test-send.production')
      await page.context().close()
    } finally {
      await production.stop()
    }
  })

  it('passes axe, light and dark, wide and narrow, before and after', async () => {
    for (const [dark, width] of [
      [false, 1280],
      [true, 400],
      [false, 400],
      [true, 1280],
    ] as const) {
      const { page } = await openDialog('', { dark, width })
      expect(await brokenRules(page)).toEqual([])
      await page.getByLabel('E-mail address').fill('ann@example.com')
      await page.keyboard.press('Enter')
      await answered(page, 'recipients.allow')
      expect(await brokenRules(page)).toEqual([])
      const box = await page.getByRole('dialog').boundingBox()
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width).toBe(true)
      await keepPicture(page, `test-send.${dark ? 'dark' : 'light'}.${width}`)
      await page.context().close()
    }
  })
})
