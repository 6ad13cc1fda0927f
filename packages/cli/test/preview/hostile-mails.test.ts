/// <reference lib="dom" />

import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { type StartedCatcher, startCatcher } from '@tidings/dispatcher/embedded'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchChromium } from '../../../dispatcher/test/templates/starters/chromium.js'
import { makeProject, type Project } from '../support/project.js'
import { hostilePieces } from './hostile.js'
import { openPage, type RunningPreview, startPreview } from './preview-page.js'

const chromium = findChromium()

describe.skipIf(chromium === undefined)('hostile mails in Chromium', () => {
  let browser: Browser
  let project: Project
  let preview: RunningPreview
  let catcher: StartedCatcher
  /** Somebody else's server: a connection to it is one too many, whatever is said over it. */
  let outside: Server
  let connections = 0
  let pieces: readonly string[] = []

  beforeAll(async () => {
    outside = createServer((socket) => {
      connections++
      socket.destroy()
    })
    await new Promise<void>((resolve) => {
      outside.listen(0, '127.0.0.1', resolve)
    })
    pieces = hostilePieces(`http://127.0.0.1:${(outside.address() as AddressInfo).port}`)
    project = await makeProject()
    ;[browser, catcher] = await Promise.all([
      launchChromium(chromium ?? ''),
      startCatcher({ folder: `${project.folder}/.caught`, httpPort: 0, smtpPort: 0 }),
    ])
    preview = await startPreview(project.folder, { TIDINGS_CATCHER_URL: catcher.url })
  })
  afterAll(async () => {
    await browser?.close()
    await preview?.stop()
    await catcher?.stop()
    await project?.remove()
    outside?.close()
  })

  const put = async (html: string): Promise<void> => {
    const raw = `From: a@example.com\r\nTo: b@example.com\r\nSubject: hostile\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`
    const rendered = {
      channel: 'email',
      from: 'a@example.com',
      to: 'b@example.com',
      subject: 'hostile',
      raw: Buffer.from(raw).toString('base64'),
    }
    const { status } = await fetch(`${catcher.url}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messageId: 'hostile.1', key: 'hostile', rendered }),
    })
    expect(status).toBe(201)
  }
  /** Lets whatever a mail has left behind to run, run. */
  const trace = (page: Page): Promise<unknown> =>
    page.evaluate(() => [Reflect.get(globalThis, 'ran') === 'called', document.querySelectorAll('iframe').length])

  it('run nothing, ask for nothing, and stay in their frame, each of 300', async () => {
    expect(pieces.length).toBeGreaterThanOrEqual(300)
    for (const [index, piece] of pieces.entries()) {
      await put(`<!doctype html><p id="n">mail ${index}</p>${piece}<p>end ${index}</p>`)
    }
    const { page, outside: asked } = await openPage(browser, preview.url)
    await page.evaluate(() => Reflect.set(globalThis, 'ran', () => Reflect.set(globalThis, 'ran', 'called')))
    const ran: number[] = []
    for (const [index] of pieces.entries()) {
      await page.evaluate((n) => {
        location.hash = `#/caught/${n}`
      }, index + 1)
      const frame = page.locator('iframe.mail:not(.loading)')
      await page.waitForFunction(
        (words) =>
          document.querySelector<HTMLIFrameElement>('iframe.mail:not(.loading)')?.contentDocument?.getElementById('n')
            ?.textContent === words,
        `mail ${index}`,
      )
      for (const link of await frame.contentFrame().locator('a').all()) await link.dispatchEvent('click')
      const [called, frames] = (await trace(page)) as [boolean, number]
      if (called || frames !== 1 || new URL(page.url()).origin !== preview.url) ran.push(index)
    }
    expect(ran.map((index) => pieces[index])).toEqual([])
    expect(asked).toEqual([])
    expect(connections).toBe(0)
    expect(page.context().pages()).toHaveLength(1)
    await page.context().close()
  }, 120_000)

  it('are no danger opened by themselves, and a template of the project is framed alike', async () => {
    await project.write({
      'templates/order-ready/email.mjml': `<mjml><mj-body><mj-raw><img src="${pieces[3]?.split('"')[1]}"><p>Hello {{ order.id }}</p></mj-raw></mj-body></mjml>`,
    })
    const { page, outside: asked } = await openPage(browser, `${preview.url}/#/templates/order-ready`)
    await page.frameLocator('iframe.mail:not(.loading)').getByText('Hello A-17').waitFor()
    const src = await page.locator('iframe.mail:not(.loading)').getAttribute('src')
    const alone = await openPage(browser, `${preview.url}${src}`)
    await alone.page.getByText('Hello A-17').waitFor()
    expect([asked, alone.outside, connections]).toEqual([[], [], 0])
    const { headers } = await fetch(`${preview.url}${src}`)
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none';.*frame-ancestors 'self'; sandbox allow-same-origin$/,
    )
    await page.context().close()
    await alone.page.context().close()
  })
})
