/// <reference lib="dom" />

import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { greeting, type Rig, rigYaml, setUpRig } from '../../../dispatcher/test/support/rig.js'
import { findChromium, launchChromium } from '../../../dispatcher/test/templates/starters/chromium.js'
import { makeProject, type Project } from '../support/project.js'
import { brokenRules, keepPicture, mailText, openPage, type RunningPreview, startPreview } from './preview-page.js'

const chromium = findChromium()

/** A picture of the project, seven pixels wide. */
const mark = '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>'

/** What a provider would send to the catcher. */
const mail = (subject: string, html: string): string =>
  [
    'From: Shop <hello@shop.example>',
    'To: ann@example.com',
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="cut"',
    '',
    '--cut',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'The plain words',
    '--cut',
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
    '--cut--',
    '',
  ].join('\r\n')

describe.skipIf(chromium === undefined)('the view of the catcher in Chromium', () => {
  let browser: Browser
  let rig: Rig
  let project: Project
  let preview: RunningPreview
  let catcherUrl = ''
  let pictures: Server
  const asked: (string | undefined)[] = []

  const post = async (rendered: object): Promise<void> => {
    await fetch(`${catcherUrl}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messageId: 'outside.1', key: 'outside', rendered }),
    })
  }
  const postMail = (subject: string, html: string): Promise<void> =>
    post({
      channel: 'email',
      from: 'hello@shop.example',
      to: 'ann@example.com',
      subject,
      raw: Buffer.from(mail(subject, html)).toString('base64'),
    })

  beforeAll(async () => {
    pictures = createServer((request, response) => {
      asked.push(request.url)
      response.writeHead(200, { 'content-type': 'image/svg+xml' })
      response.end('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    })
    await new Promise<void>((resolve) => {
      pictures.listen(0, '127.0.0.1', resolve)
    })
    ;[browser, rig] = await Promise.all([launchChromium(chromium ?? ''), setUpRig()])
    catcherUrl = String(Reflect.get(Object(rig.configuration.providers.catcher?.settings), 'url'))
    await rig.publish('greeting', greeting)
    await rig.start()
    project = await makeProject({ 'tidings.yaml': rigYaml, 'templates/_assets/mark.svg': mark })
    preview = await startPreview(project.folder, { DATABASE_URL: rig.url, TIDINGS_CATCHER_URL: catcherUrl })
  })
  afterAll(async () => {
    await browser?.close()
    await preview?.stop()
    await rig?.stop()
    await project?.remove()
    pictures?.close()
  })

  it('shows what is caught as it comes in, on every channel, with the story of the message beside it', async () => {
    const { page, errors } = await openPage(browser, `${preview.url}/#/caught`)
    await page.getByText('Nothing caught yet').first().waitFor()
    await rig.tidings.emit('greeting', { to: { id: 'cus_1', phone: '+4915112345678' }, data: { name: 'Ann' } })
    await page.locator('.phone', { hasText: 'Hello Ann' }).waitFor()
    await page.getByText('9 characters · GSM-7 · 1 segment · 151 left in the last · to +4915112345678').waitFor()
    await page.getByRole('tabpanel', { name: 'Why' }).getByText('greeting for cus_1').waitFor()
    await page.getByText(/sms \+49151\*+78: ACCEPTED, by catcher/).waitFor()
    await post({
      channel: 'push',
      target: { token: 'device-1', app: 'ios' },
      title: 'On its way',
      body: 'Today',
      data: {},
      ttl: 60,
    })
    await page.locator('.list').getByText('On its way').click()
    await page.locator('.lock-screen.android', { hasText: 'On its way' }).waitFor()
    await postMail('Order A-17', '<p>It waits for you</p>')
    await page.locator('.list').getByText('Order A-17').click()
    await mailText(page, 'It waits for you')

    await page.getByLabel('Search caught messages').fill('device-1')
    await page.waitForFunction(() => document.querySelectorAll('.list li').length === 1)
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('counts the segments of a caught SMS as the carrier would', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/caught`)
    const text = `Your code is “123 456”. ${'It holds for ten minutes. '.repeat(4)}`
    await post({ channel: 'sms', to: '+4915112345670', from: 'Shop', text })
    await page.locator('.list').getByText('Your code is').click()
    await page.getByText(/UCS-2 · 2 segments · \d+ left in the last/).waitFor()
    expect(await page.locator('.bubble .segment').count()).toBe(2)
    expect(await page.locator('.bubble').textContent()).toBe(text)
    await keepPicture(page, 'caught.sms')
    await page.context().close()
  })

  it('shows text, headers and the bytes of a mail, and passes axe in every view', { timeout: 120_000 }, async () => {
    await postMail('The whole mail', '<p>Body</p>')
    for (const dark of [false, true]) {
      const { page } = await openPage(browser, `${preview.url}/#/caught`, { dark })
      await page.locator('.list').getByText('The whole mail').first().click()
      const said = {
        2: 'The plain words',
        3: '<p>',
        4: 'hello@shop.example',
        5: '--cut--',
        6: 'The mail has no links.',
        7: 'the catcher accepts everything',
      }
      for (const [key, words] of Object.entries(said)) {
        await page.keyboard.press(key)
        await page.getByRole('tabpanel').getByText(words).first().waitFor({ state: 'attached' })
        for (const width of [1280, 400]) {
          await page.setViewportSize({ width, height: 800 })
          expect(await brokenRules(page), `tab ${key}, ${width}`).toEqual([])
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          expect(beyond, `tab ${key}, ${width}: pixels beyond the page`).toBeLessThanOrEqual(0)
          await keepPicture(page, `caught.${key}.${width}.${dark ? 'dark' : 'light'}`)
        }
      }
      await page.context().close()
    }
  })

  it('shows pictures of the project from its own folder, where nobody serves them', async () => {
    const hash = createHash('sha256').update(mark).digest('hex').slice(0, 8)
    const src = `https://assets.example.com/mark.${hash}.svg`
    await postMail('Own pictures', `<img alt="The mark" src="${src}"><p>Drawn here</p>`)
    const { page, outside } = await openPage(browser, `${preview.url}/#/caught`)
    await page.locator('.list').getByText('Own pictures').first().click()
    await mailText(page, 'Drawn here')
    const picture = page.frameLocator('iframe.mail:not(.loading)').getByAltText('The mark')
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(7)
    expect(await page.getByText('remote picture').count()).toBe(0)
    expect(outside).toEqual([])
    await page.context().close()
  })

  it('says that the catcher does not answer, and passes axe then too', async () => {
    const alone = await makeProject({ 'tidings.yaml': rigYaml })
    const other = await startPreview(alone.folder, { TIDINGS_CATCHER_URL: 'http://127.0.0.1:9' })
    for (const dark of [false, true]) {
      const { page } = await openPage(browser, `${other.url}/#/caught`, { dark })
      await page.getByRole('heading', { name: 'The catcher does not answer' }).waitFor()
      await page.getByText('no catcher answers at http://127.0.0.1:9').waitFor()
      expect(await page.getByText('Nothing caught yet').count()).toBe(0)
      for (const width of [1280, 400]) {
        await page.setViewportSize({ width, height: 800 })
        expect(await brokenRules(page)).toEqual([])
        await keepPicture(page, `caught.unreachable.${width}.${dark ? 'dark' : 'light'}`)
      }
      await page.context().close()
    }
    await other.stop()
    await alone.remove()
  })

  it('asks for remote pictures only when it is told to', async () => {
    const { port } = pictures.address() as AddressInfo
    await postMail('Pictures', `<img src="http://127.0.0.1:${port}/picture.svg" width="9" height="9"><p>Seen</p>`)
    const { page } = await openPage(browser, `${preview.url}/#/caught`)
    await page.locator('.list').getByText('Pictures').first().click()
    await mailText(page, 'Seen')
    const load = page.getByRole('button', { name: '1 remote picture blocked · load' })
    await load.waitFor()
    expect(asked).toEqual([])
    const [response] = await Promise.all([page.waitForResponse(/picture\.svg$/), load.click()])
    expect(response.status()).toBe(200)
    await load.waitFor({ state: 'detached' })
    expect(asked).toEqual(['/picture.svg'])
    await page.context().close()
  })

  it('sets and lifts the rules by which the catcher fails, and says what is no rule', async () => {
    const { page } = await openPage(browser, `${preview.url}/#/caught?tab=faults`)
    const rule = page.getByLabel('Rule')
    await rule.fill('refuse everything')
    await page.getByRole('button', { name: 'Put in force' }).click()
    await page.getByRole('alert').getByText('`refuse` is no action').waitFor()
    await rule.fill('reject 30003 until lifted')
    await page.locator('.faults').getByLabel('Channel').selectOption('sms')
    await page.getByRole('button', { name: 'Put in force' }).click()
    await page.getByText('sms, every address, met 0').waitFor()
    expect(await rig.catcher.rules()).toMatchObject([{ channel: 'sms', rule: 'reject 30003 until lifted' }])

    await rig.tidings.emit('greeting', { to: { id: 'cus_2', phone: '+4915112345679' }, data: { name: 'Bob' } })
    await page.locator('.list', { hasText: 'rejected' }).waitFor()
    await page.getByRole('button', { name: 'Lift' }).click()
    await page.getByText('the catcher accepts everything').waitFor()
    expect(await rig.catcher.rules()).toEqual([])
    await page.context().close()
  })
})
