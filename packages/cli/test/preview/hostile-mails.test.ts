/// <reference lib="dom" />

import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { type StartedCatcher, startCatcher } from '@tidings/dispatcher/embedded'
import type { Browser } from 'playwright-core'
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
  let plain: readonly string[] = []
  let all: readonly string[] = []

  beforeAll(async () => {
    outside = createServer((socket) => {
      connections++
      socket.destroy()
    })
    await new Promise<void>((resolve) => {
      outside.listen(0, '127.0.0.1', resolve)
    })
    ;({ plain, all } = hostilePieces(`http://127.0.0.1:${(outside.address() as AddressInfo).port}`))
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
      body: JSON.stringify({ messageId: 'hostile', key: 'hostile', rendered }),
    })
    expect(status).toBe(201)
  }
  const mailOf = (piece: string, index: number): string =>
    `<!doctype html><p id="n">mail ${index}</p>${piece}<p>end ${index}</p>`
  /** Puts mails into the catcher and answers the number of the first. */
  const putAll = async (pieces: readonly string[]): Promise<number> => {
    for (const [index, piece] of pieces.entries()) await put(mailOf(piece, index))
    const list = (await (await fetch(`${catcher.url}/messages?limit=1`)).json()) as { n: number }[]
    return (list[0]?.n ?? 0) - pieces.length + 1
  }
  /** The page with a trap: whatever calls `ran` in it is found out. */
  const openTrap = async () => {
    const opened = await openPage(browser, preview.url)
    await opened.page.evaluate(() => Reflect.set(globalThis, 'ran', () => Reflect.set(globalThis, 'ran', 'called')))
    return opened
  }
  const expectQuiet = async ({ page, outside: asked }: Awaited<ReturnType<typeof openTrap>>): Promise<void> => {
    expect(await page.evaluate(() => Reflect.get(globalThis, 'ran') === 'called')).toBe(false)
    expect(new URL(page.url()).origin).toBe(preview.url)
    expect(page.context().pages()).toHaveLength(1)
    expect(asked).toEqual([])
    expect(connections).toBe(0)
  }

  it('run nothing and ask for nothing on the stage, even where their links are followed', async () => {
    const first = await putAll(plain)
    const trap = await openTrap()
    const { page } = trap
    for (const index of plain.keys()) {
      await page.evaluate(
        (hash) => {
          location.hash = hash
        },
        `#/caught/${first + index}`,
      )
      await page.waitForFunction((words) => {
        const shown = document.querySelector<HTMLIFrameElement>('iframe.mail:not(.loading)')?.contentDocument
        if (shown?.getElementById('n')?.textContent !== words) return false
        for (const link of shown.querySelectorAll('a')) link.click()
        return document.querySelectorAll('iframe').length === 1
      }, `mail ${index}`)
    }
    await expectQuiet(trap)
    await page.context().close()
  })

  it('run nothing and ask for nothing in any of 300 disguises', async () => {
    expect(all.length).toBeGreaterThanOrEqual(300)
    const first = await putAll(all)
    const trap = await openTrap()
    const escaped = await trap.page.evaluate(
      async ([from, count]) => {
        const show = async (n: number): Promise<number[]> => {
          const answer = (await (await fetch(`/api/caught-message?n=${n}`)).json()) as { key: string }
          const frame = document.createElement('iframe')
          // The attribute that the stage gives its frame.
          frame.setAttribute('sandbox', 'allow-same-origin')
          frame.src = `/frame/${answer.key}?pictures=own`
          await new Promise((resolve) => {
            frame.onload = resolve
            document.body.append(frame)
          })
          const words = frame.contentDocument?.getElementById('n')?.textContent
          const stayed = frame.contentDocument?.querySelectorAll('iframe, frame, link').length === 0
          frame.remove()
          return words === `mail ${n - from}` && stayed ? [] : [n - from]
        }
        const found: number[] = []
        for (let n = from; n < from + count; n += 25) {
          const some = Array.from({ length: Math.min(25, from + count - n) }, (_, index) => show(n + index))
          found.push(...(await Promise.all(some)).flat())
        }
        return found
      },
      [first, all.length] as const,
    )
    expect(escaped.map((index) => all[index])).toEqual([])
    await expectQuiet(trap)
    await trap.page.context().close()
  })

  it('are no danger opened by themselves, and a template of the project is framed alike', async () => {
    await project.write({
      'templates/order-ready/email.mjml': `<mjml><mj-body><mj-raw><img src="${plain[3]?.split('"')[1]}"><p>Hello {{ order.id }}</p></mj-raw></mj-body></mjml>`,
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
