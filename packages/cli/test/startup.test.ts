import { execFile, spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { makeProject, type Project } from './support/project.js'
import { type LoadWatch, watchLoading } from './support/watch-loading.js'

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url))

let project: Project
let watch: LoadWatch
beforeAll(async () => {
  project = await makeProject()
  watch = await watchLoading()
})
afterAll(async () => {
  await project.remove()
  await watch.remove()
})

const loaded = (...args: string[]) => watch.run(project.folder, args)

describe('loading', () => {
  it('of --help and --version brings no package', async () => {
    for (const flag of ['--help', '--version']) {
      const { packages, ours } = await loaded(flag)
      expect(packages).toEqual([])
      expect(ours.every((path) => path.startsWith('cli/'))).toBe(true)
    }
  })

  it("of a command's help brings the option parser alone", async () => {
    const { packages, ours } = await loaded('replay', '--help')
    expect(packages).toEqual(['commander'])
    expect(ours.every((path) => path.startsWith('cli/'))).toBe(true)
  })

  it('of lint brings neither PostgreSQL nor anything that sends', async () => {
    const { packages, ours } = await loaded('lint')
    expect(packages).toEqual(expect.arrayContaining(['commander', 'liquidjs', 'yaml', 'zod']))
    for (const absent of [
      'pg',
      'nodemailer',
      'smtp-server',
      'mailparser',
      'pino',
      'prom-client',
      'undici',
      'ink',
      'react',
      'chokidar',
      '@inquirer/prompts',
    ]) {
      expect(packages).not.toContain(absent)
    }
    for (const absent of ['ledger', 'providers', 'delivery', 'intake', 'embedded', 'daemon', 'flows']) {
      expect(ours).not.toContain(`dispatcher/${absent}`)
    }
  })
})

describe('the preview', () => {
  it('answers with its page before anything that reads, compiles or lints templates is loaded', async () => {
    const log = join(watch.folder, 'preview.txt')
    const mark = join(watch.folder, 'mark.mjs')
    // What is loaded after the address was said is loaded while the page is on its way.
    await writeFile(
      mark,
      `import { appendFileSync } from 'node:fs'
const write = process.stdout.write
process.stdout.write = function (...all) {
  appendFileSync(process.env.LOADED, 'SAID\\n')
  return write.apply(process.stdout, all)
}
`,
    )
    const child = spawn(
      process.execPath,
      [
        ...['--import', watch.register, '--import', pathToFileURL(mark).href],
        ...[program, 'preview', '--port', '0', '--no-open', '--output', 'jsonl'],
      ],
      { cwd: project.folder, env: { PATH: process.env.PATH, LOADED: log }, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const said = await new Promise<string>((resolve) => {
      child.stdout.setEncoding('utf8').once('data', resolve)
    })
    const [early = '', late] = (await readFile(log, 'utf8')).split('SAID')
    expect(late).toBeDefined()
    expect(early).toContain('/preview/preview-server.js')
    const page = await fetch((JSON.parse(said) as { url: string }).url)
    expect(await page.text()).toContain('<strong>Tidings</strong>')
    child.kill()
    await new Promise((resolve) => child.once('close', resolve))
    for (const absent of ['/liquidjs/', '/mjml/', '/html-to-text/', '/css-tree/', '/chokidar/', '/pg/', '/undici/']) {
      expect(early).not.toContain(absent)
    }
    for (const absent of ['lint', 'templates', 'embedded']) expect(early).not.toContain(`/dispatcher/dist/${absent}/`)
  })
})

describe('streams', () => {
  it('ends quietly when the reader of stdout leaves', async () => {
    const child = spawn(process.execPath, [program, 'render', 'order-ready', '--html'], {
      cwd: project.folder,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.destroy()
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect([code, said]).toEqual([0, ''])
  })

  it('works with all streams closed', async () => {
    const script = `"${process.execPath}" "${program}" lint <&- >&- 2>&-`
    await expect(promisify(execFile)('sh', ['-c', script], { cwd: project.folder, env: {} })).resolves.toBeDefined()
  })

  it('leaves colours to terminals, NO_COLOR and FORCE_COLOR', async () => {
    const lint = async (env: Record<string, string>, ...args: string[]): Promise<boolean> => {
      const { stdout } = await promisify(execFile)(process.execPath, [program, 'lint', ...args], {
        cwd: project.folder,
        env: { PATH: process.env.PATH, ...env },
      })
      return stdout.includes('\u001b[')
    }
    expect(await lint({})).toBe(false)
    expect(await lint({ FORCE_COLOR: '1' })).toBe(true)
    expect(await lint({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false)
    expect(await lint({ NO_COLOR: '1' }, '--color')).toBe(true)
    expect(await lint({ FORCE_COLOR: '1' }, '--no-color')).toBe(false)
  })
})
