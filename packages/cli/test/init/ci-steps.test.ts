import { execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parse } from 'yaml'

import { runCli } from '../support/run-cli.js'

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

interface Workflow {
  readonly jobs: {
    readonly templates: {
      readonly env: Readonly<Record<string, string>>
      readonly defaults?: { readonly run: { readonly 'working-directory': string } }
      readonly steps: readonly {
        readonly run?: string
        readonly uses?: string
        readonly with?: Readonly<Record<string, string | number | boolean>>
      }[]
    }
  }
}

/** Each step is a process of its own, and npm's besides. */
const patience = 120_000

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tidings-ci-')))
})
afterEach(() => rm(folder, { recursive: true }))

function git(cwd: string, ...args: string[]): void {
  const own = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'commit.gpgsign=false']
  execFileSync('git', [...own, ...args], { cwd, stdio: 'pipe' })
}

/** A repository whose project `init` made, with what it generates committed on `main`. */
async function makeRepository(project: string): Promise<string> {
  const origin = join(folder, 'origin')
  await mkdir(origin)
  git(origin, 'init', '--quiet', '--initial-branch', 'main')
  await runCli(['init', project, '--yes', '--ci', '--no-install'], { cwd: origin })
  await runCli(['generate'], { cwd: join(origin, project) })
  git(origin, 'add', '--all')
  git(origin, 'commit', '--quiet', '--message', 'base')
  return origin
}

/** Changes files on a branch, and checks out the merge of it as `actions/checkout` is told to. */
async function pullRequest(
  origin: string,
  workflow: Workflow,
  change: Readonly<Record<string, (text: string) => string>>,
): Promise<string> {
  git(origin, 'checkout', '--quiet', '-b', 'change')
  for (const [path, edit] of Object.entries(change)) {
    const before = await readFile(join(origin, path), 'utf8')
    await writeFile(join(origin, path), edit(before))
  }
  git(origin, 'commit', '--quiet', '--all', '--message', 'change')
  git(origin, 'checkout', '--quiet', 'main')
  await writeFile(join(origin, 'notes.txt'), 'main went on meanwhile\n')
  git(origin, 'add', '--all')
  git(origin, 'commit', '--quiet', '--message', 'notes')
  git(origin, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'change')
  const checkout = workflow.jobs.templates.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
  const depth = String(checkout?.with?.['fetch-depth'])
  git(folder, 'clone', '--quiet', '--depth', depth, pathToFileURL(origin).href, 'checkout')
  return join(folder, 'checkout')
}

interface Ran {
  readonly code: number
  readonly stdout: string
}

/** Runs every `run:` of the workflow but the installation, in whose place the command line of this build is laid. */
async function runSteps(
  checkout: string,
  { jobs: { templates } }: Workflow,
  only = '',
): Promise<Readonly<Record<string, Ran>>> {
  const cwd = join(checkout, templates.defaults?.run['working-directory'] ?? '')
  await mkdir(join(cwd, 'node_modules/.bin'), { recursive: true })
  await symlink(program, join(cwd, 'node_modules/.bin/tidings'))
  const env = {
    ...templates.env,
    PATH: process.env.PATH,
    HOME: folder,
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  }
  const ran: Record<string, Ran> = {}
  for (const { run = '' } of templates.steps) {
    if (run === '' || run === 'npm ci' || !run.includes(only)) continue
    const name = /^npx tidings ([a-z-]+)/.exec(run)?.[1] ?? run
    ran[name] = await new Promise((resolve) => {
      execFile('bash', ['-e', '-o', 'pipefail', '-c', run], { cwd, env }, (error, stdout) =>
        resolve({ code: Number(error?.code ?? 0), stdout }),
      )
    })
  }
  return ran
}

const workflowIn = async (origin: string): Promise<Workflow> =>
  parse(await readFile(join(origin, '.github/workflows/templates.yml'), 'utf8')) as Workflow

it(
  'lets a good change through, and keeps its renders',
  async () => {
    const origin = await makeRepository('.')
    const workflow = await workflowIn(origin)
    const checkout = await pullRequest(origin, workflow, {
      'templates/order-shipped/sms.liquid': (text) => text.replaceAll('picked up', 'collected').concat('\n'),
    })
    const ran = await runSteps(checkout, workflow)
    expect(Object.keys(ran)).toEqual(['lint', 'generate', 'check-compat', 'render'])
    expect(ran.lint).toEqual({ code: 0, stdout: '1 template, 0 errors, 0 warnings\n' })
    expect(ran.generate).toEqual({ code: 0, stdout: 'src/tidings.gen.ts up to date  1 contract\n' })
    expect(ran['check-compat']).toEqual({
      code: 0,
      stdout: '1 template compared with HEAD^1, no service is left behind\n',
    })
    expect(ran.render?.code).toBe(0)
    const artifact = workflow.jobs.templates.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))
    const renders = join(checkout, String(artifact?.with?.path))
    expect(await readdir(renders)).toEqual(['index.html', 'order-shipped'])
    expect(await readdir(join(renders, 'order-shipped'))).toContain('german.de.html')
  },
  patience,
)

it(
  'stops what a customer should never see, what is out of date and what leaves a service behind',
  async () => {
    const origin = await makeRepository('services/shop')
    const workflow = await workflowIn(origin)
    const template = 'services/shop/templates/order-shipped'
    const checkout = await pullRequest(origin, workflow, {
      [`${template}/template.yaml`]: (text) =>
        text.replace('required: [order, parcel,', 'required: [name, order, parcel,'),
      [`${template}/email.mjml`]: (text) =>
        text.replace('<a href="{{ parcel.url }}">', '<a href="http://parcels.example/">'),
      [`${template}/samples/short.json`]: (text) => text.replace(/"name": "[^"]*",/, ''),
    })
    const ran = await runSteps(checkout, workflow)
    expect(Object.entries(ran).map(([name, { code }]) => `${name} ${code}`)).toEqual([
      'lint 1',
      'generate 1',
      'check-compat 1',
      'render 1',
    ])
    expect(ran.lint?.stdout).toMatch(
      /^::error file=services\/shop\/templates\/order-shipped\/samples\/short\.json,line=/m,
    )
    expect(ran.lint?.stdout).toMatch(
      /^::(?:error|warning) file=services\/shop\/templates\/order-shipped\/email\.mjml,line=18,/m,
    )
    expect(ran['check-compat']?.stdout).toContain('/name ')
    expect(await readFile(join(folder, 'summary.md'), 'utf8')).toContain(
      'services/shop/templates/order-shipped/email.mjml:18',
    )
    // What still renders is kept.
    const renders = join(checkout, 'services/shop/renders/order-shipped')
    expect(await readdir(renders)).toContain('german.de.html')
  },
  patience,
)

it(
  'says nothing of what the pull request has not touched',
  async () => {
    const origin = await makeRepository('.')
    const workflow = await workflowIn(origin)
    const checkout = await pullRequest(origin, workflow, { 'src/emit.ts': (text) => `${text}\n` })
    const { lint } = await runSteps(checkout, workflow, 'lint')
    expect(lint).toEqual({ code: 0, stdout: '0 templates, 0 errors, 0 warnings\n' })
  },
  patience,
)
