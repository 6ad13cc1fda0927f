// From the moment a file is saved until a browser has the new render, of an order mail of 40 lines in two languages with
// its pieces; against a page of one line that is loaded again when a watcher of one file says so. And from the spawn of the
// command until a browser that runs has painted something, against a program that serves a page of one line.
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

const starts = 7

/** Spawns a program that says where it listens, again and again; how long each took until a page has painted something, ms. */
async function measureStart(browser, programs) {
  const page = await browser.newPage()
  const took = programs.map(() => [])
  // Alternating, so that whatever else the machine does meets all of them.
  for (let round = 0; round < starts; round++) {
    for (const [index, { args, cwd }] of programs.entries()) {
      const from = performance.timeOrigin + performance.now()
      const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] })
      const said = await new Promise((resolve) => child.stdout.setEncoding('utf8').once('data', resolve))
      await page.goto(JSON.parse(said).url)
      const painted = await page.evaluate(
        () =>
          new Promise((resolve) => {
            new PerformanceObserver((list) => {
              const [first] = list.getEntriesByName('first-contentful-paint')
              if (first) resolve(performance.timeOrigin + first.startTime)
            }).observe({ type: 'paint', buffered: true })
          }),
      )
      took[index].push(painted - from)
      child.kill()
      await new Promise((resolve) => child.once('close', resolve))
    }
  }
  await page.close()
  return took.map((values) => percentile(values, 0.5))
}

const leastServer = `const server = require('node:http').createServer((request, response) => response.end('<p>first</p>'))
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port })))`

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
  const [start, leastStart] = await measureStart(browser, [
    { args: [program, 'preview', '--port', '0', '--no-open', '--output', 'jsonl'], cwd: folder },
    { args: ['-e', leastServer], cwd: folder },
  ])
  report({
    figure: 'spawn to first contentful paint, p50',
    value: start,
    unit: 'ms',
    baseline: 'a program that serves one line',
    baselineValue: leastStart,
    conditions: `median of ${starts} alternating starts, in a running browser`,
  })
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
