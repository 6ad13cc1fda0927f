import { existsSync } from 'node:fs'

import { type Browser, chromium } from 'playwright-core'

const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/**
 * Where a Chromium is, by `CHROMIUM_PATH` or at one of the usual places; undefined, with the reason printed, where
 * there is none. With `REQUIRE_BROWSER=1` a missing browser is an error.
 */
export function findChromium(): string | undefined {
  const asked = process.env.CHROMIUM_PATH
  const found = (asked === undefined ? usualPlaces : [asked]).find((path) => existsSync(path))
  if (found !== undefined) return found
  const reason = `no Chromium at ${asked ?? usualPlaces.join(', ')}; install one or set CHROMIUM_PATH`
  if (process.env.REQUIRE_BROWSER === '1') throw new Error(`REQUIRE_BROWSER=1, but ${reason}`)
  console.warn(`screens of the starter templates are not looked at: ${reason}`)
  return undefined
}

/** Starts the browser, without its sandbox: it shows our own mails only, and containers seldom allow one. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, chromiumSandbox: false })
}
