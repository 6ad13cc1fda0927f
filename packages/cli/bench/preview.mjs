// From the moment a file is saved until a browser has the new render, of an order mail of 40 lines in two languages with
// its pieces; against a page of one line that is loaded again when a watcher of one file says so.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, watch } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { chromium } from 'playwright-core'

export const postgres = false

const saves = 40
const program = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const templates = fileURLToPath(new URL('../../../templates', import.meta.url))
const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
]

const configuration = `version: 1
environments: { local: { database: 'postgres://localhost/none', routes: { email: [catcher] } } }
providers: { catcher: { kind: catcher, url: http://127.0.0.1:9 } }
categories:
  order-updates: { title: Order updates }
  security: { title: Security }
  offers: { title: Offers, marketing: true }
brands:
  main:
    sender: { email: hello@ladlewick.example, name: Ladlewick, sms: Ladlewick }
    unsubscribeBase: https://mail.ladlewick.example/unsubscribe
    variables:
      domain: ladlewick.example
      support_email: hello@ladlewick.example
      postal_address: Beispielhof 7, 10999 Berlin
`

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)]

/** Saves again and again; how long each took until the new word is in the page or in the mail that it shows, ms. */
async function measure(page, save) {
  const took = []
  for (let round = 0; round < saves; round++) {
    const word = `round-${round}-of-${saves}`
    const seen = page.evaluate(
      (wanted) =>
        new Promise((resolve) => {
          const look = () => {
            const mail = document.querySelector('iframe.mail:not(.loading)')?.contentDocument
            if ((mail ?? document).body?.textContent.includes(wanted))
              resolve(performance.timeOrigin + performance.now())
            else requestAnimationFrame(look)
          }
          look()
        }),
      word,
    )
    const from = performance.timeOrigin + performance.now()
    await save(word)
    took.push((await seen) - from)
    // Whoever saves looks at the result first; lint has its time.
    await new Promise((resolve) => setTimeout(resolve, 700))
  }
  return took
}

/** `tidings preview` of a project, and its address. */
async function startPreview(folder) {
  const child = spawn(process.execPath, [program, 'preview', '--port', '0', '--no-open', '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  let text = ''
  for await (const line of lines) {
    text += line
    if (line.includes('}')) break
  }
  return { child, url: JSON.parse(text).url }
}

/** The least that shows a saved file. */
async function startStatic(file) {
  const listening = new Set()
  const server = createServer((request, response) => {
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n')
      listening.add(response)
      return
    }
    const page = `<p>${readFileSync(file, 'utf8')}</p><script>new EventSource('/events').onmessage = async () => { document.body.innerHTML = await (await fetch('/')).text() }</script>`
    response.writeHead(200, { 'content-type': 'text/html' }).end(page)
  })
  const watcher = watch(file, () => {
    for (const response of listening) response.write('data: {}\n\n')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      watcher.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

export async function run(report) {
  const executablePath = places.find((path) => path !== undefined && existsSync(path))
  if (executablePath === undefined) throw new Error('no Chromium: set CHROMIUM_PATH')
  const folder = await mkdtemp(join(tmpdir(), 'tidings-preview-bench-'))
  await cp(templates, join(folder, 'templates'), { recursive: true })
  await writeFile(join(folder, 'tidings.yaml'), configuration)
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false })
  const { child, url } = await startPreview(folder)
  const plain = join(folder, 'plain.txt')
  await writeFile(plain, 'first')
  const least = await startStatic(plain)
  try {
    const page = await browser.newPage()
    await page.goto(`${url}/#/templates/order-shipped?locale=en`)
    await page.locator('iframe.mail:not(.loading)').waitFor()
    const file = join(folder, 'templates/order-shipped/email.mjml')
    const source = await readFile(file, 'utf8')
    const took = await measure(page, (word) =>
      writeFile(file, source.replace('on its way</mj-text>', `${word}</mj-text>`)),
    )
    const other = await browser.newPage()
    await other.goto(least.url)
    const baseline = await measure(other, (word) => writeFile(plain, word))
    for (const [figure, share] of [
      ['save to new render, p50', 0.5],
      ['save to new render, p95', 0.95],
    ]) {
      report({
        figure,
        value: percentile(took, share),
        unit: 'ms',
        baseline: 'fs.watch, events and a static page',
        baselineValue: percentile(baseline, share),
      })
    }
  } finally {
    child.kill()
    least.close()
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}
