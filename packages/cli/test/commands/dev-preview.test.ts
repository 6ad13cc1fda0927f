/// <reference lib="dom" />

import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { readDevFile } from '@tidings/dispatcher/embedded'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchChromium } from '../../../dispatcher/test/templates/starters/chromium.js'
import { mailText, openPage } from '../preview/preview-page.js'
import { makeProject, type Project, projectFiles } from '../support/project.js'
import { type Answer, runCli } from '../support/run-cli.js'

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const chromium = findChromium()
const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' }

interface Report {
  readonly preview?: { readonly url: string }
}

let project: Project
beforeAll(async () => {
  project = await makeProject()
})
afterAll(async () => {
  await cli('dev', 'stop')
  await project.remove()
})
const cli = (...args: string[]): Promise<Answer> => runCli(args, { cwd: project.folder, env })
const detached = async (...args: string[]): Promise<Report> => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'dev', '--detach', '--json', ...args], {
    cwd: project.folder,
    env,
  })
  return JSON.parse(stdout) as Report
}
const stateFolder = (): string => join(project.folder, '.tidings')
const devLog = (): Promise<string> => readFile(join(stateFolder(), 'logs/dev.log'), 'utf8')
const mail = 'templates/order-ready/email.mjml'

describe('the preview of `dev`', { timeout: 90_000 }, () => {
  it('ends everything, and says why, where its port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const answer = await cli('dev', '--port', String(port))
    expect(answer.code).toBe(1)
    expect(answer.stderr).toContain(
      `error 127.0.0.1:${port}: the port is in use\nhint: end what listens there, or choose another port\n`,
    )
    expect(await readDevFile(stateFolder())).toBeUndefined()
    expect((await cli('dev', 'stop')).stderr).toContain('`tidings dev` does not run here')
    await new Promise((resolve) => other.close(resolve))
  })

  it('is not served with --no-preview, nor where nothing is watched', async () => {
    for (const flag of ['--no-preview', '--headless']) {
      expect(await detached(flag)).not.toHaveProperty('preview')
      expect((await readDevFile(stateFolder()))?.ports).not.toHaveProperty('preview')
      expect(await devLog()).toContain('`npx tidings preview` shows the templates')
      await cli('dev', 'stop')
    }
  })

  describe.skipIf(chromium === undefined)('in Chromium', () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await launchChromium(chromium ?? '')
    })
    afterAll(() => browser?.close())

    it('shows what is saved when it is published, and what is caught with its story; it ends with `dev`', async () => {
      const { preview } = await detached()
      const url = preview?.url ?? ''
      const again = JSON.parse((await cli('dev', '--json')).stdout) as Report
      expect(again.preview).toEqual(preview)
      const { page, errors } = await openPage(browser, `${url}/#/templates/order-ready`)
      await mailText(page, 'Order A-17 waits for you.')

      await project.write({ [mail]: (projectFiles[mail] ?? '').replace('waits for you', 'is packed') })
      await mailText(page, 'Order A-17 is packed.')
      await expect.poll(devLog, { timeout: 15_000 }).toMatch(/\[dev\] order-ready published as [0-9a-f]{4}\n/)

      await page.getByRole('link', { name: 'Caught' }).click()
      await page.getByText('Nothing caught yet').first().waitFor()
      expect((await cli('emit', 'order-ready', '--wait')).code).toBe(0)
      await page.locator('.list').getByText('Order A-17 is ready', { exact: true }).click()
      await mailText(page, 'Order A-17 is packed.')
      await page.getByText(/email a\*\*\*@example\.com: ACCEPTED, by catcher/).waitFor()

      await page.locator('.list').getByText('Fennel: order A-17').click()
      await page.getByText('GSM-7 · 1 segment').waitFor()
      expect(errors).toEqual([])
      await page.context().close()

      const log = await devLog()
      expect(log.match(/published as/g)).toHaveLength(1)
      expect((await cli('dev', 'stop')).stdout).toBe('  stopped\n')
      await expect(fetch(url)).rejects.toThrow()
    })
  })
})
