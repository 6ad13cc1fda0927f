/// <reference lib="dom" />

import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'

import { runCli } from '../support/run-cli.js'

/** A preview that runs in this process. */
export interface RunningPreview {
  readonly url: string
  stop(): Promise<void>
}

/** Starts `tidings preview` on a free port, in a project's folder. */
export async function startPreview(
  folder: string,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<RunningPreview> {
  const controller = new AbortController()
  let tell: (url: string) => void = () => {}
  const ready = new Promise<string>((resolve) => {
    tell = resolve
  })
  const done = runCli(['preview', '--port', '0', '--no-open', '--output', 'jsonl', ...args], {
    cwd: folder,
    env,
    signal: controller.signal,
    heard: (stdout) => {
      if (stdout.includes('\n')) tell((JSON.parse(stdout) as { url: string }).url)
    },
  })
  const url = await Promise.race([
    ready,
    done.then(({ stderr }) => {
      throw new Error(`the preview ended: ${stderr}`)
    }),
  ])
  return {
    url,
    stop: async () => {
      controller.abort()
      await done
    },
  }
}

/** A page whose errors are kept. */
export interface WatchedPage {
  readonly page: Page
  /** What the console says went wrong. */
  readonly errors: string[]
  /** Addresses asked for that are not of the preview. */
  readonly outside: string[]
}

/** Opens an address in a window of its own. */
export async function openPage(
  browser: Browser,
  url: string,
  options: { readonly width?: number; readonly dark?: boolean } = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 800 },
    colorScheme: options.dark ? 'dark' : 'light',
  })
  const page = await context.newPage()
  const errors: string[] = []
  const outside: string[] = []
  const { origin } = new URL(url)
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  const isOutside = (address: string): boolean => !address.startsWith(`${origin}/`) && !address.startsWith('data:')
  page.on('response', (response) => {
    if (isOutside(response.url())) outside.push(response.url())
  })
  // What a policy or the rules for other origins forbid was not asked for.
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    if (isOutside(request.url()) && !/^(csp|origin)$/i.test(reason)) outside.push(`${request.url()} ${reason}`)
  })
  await page.goto(url)
  return { page, errors, outside }
}

/** The text of the mail that is shown, once it says `words`. */
export async function mailText(page: Page, words: string): Promise<string> {
  const body = page.frameLocator('iframe.mail:not(.loading)').locator('body', { hasText: words })
  await body.waitFor({ timeout: 15_000 })
  return (await body.textContent()) ?? ''
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Rules of accessibility that a page breaks, by axe, each with where. Mails in frames are their authors'. */
export async function brokenRules(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readFile(axe, 'utf8'))
  return page.evaluate(async () => {
    const { run } = Reflect.get(globalThis, 'axe') as {
      run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
    }
    const { violations } = await run({ iframes: false })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  })
}

/** Keeps a picture of a page for whoever wants to look at it. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = fileURLToPath(new URL('../../../../.cache/preview', import.meta.url))
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png` })
}
