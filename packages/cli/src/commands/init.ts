import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

import type { Command, CommandContext } from '../command.js'
import { askYes, streams } from '../confirm.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { ciWorkflow, workflowFile } from '../init/ci-workflow.js'
import { installPackages, type PackageManager, packageManager } from '../init/install.js'
import { packageSources } from '../init/packages.js'
import { projectFiles } from '../init/project-files.js'
import { copyStarters, starterNames } from '../init/starters.js'
import { repositoryRoot } from '../lint/repository-root.js'

/** Input of `tidings init`. */
export interface InitInput {
  /** Default: the current one. */
  readonly folder: string | undefined
  readonly yes: boolean
  /** Default: order-shipped. */
  readonly templates: readonly string[] | undefined
  /** Undefined: ask. */
  readonly install: boolean | undefined
  /** Whether to write a workflow of GitHub Actions. Undefined: ask. */
  readonly ci: boolean | undefined
  /** Folder with tarballs of the packages. */
  readonly from: string | undefined
}

/** Makes a project. What is there already is left as it is. */
export const init: Command<InitInput> = async (context, input) => {
  const { cwd, env, output } = context
  const folder = resolve(cwd, input.folder ?? '.')
  const templates = await chooseTemplates(context, input)
  const packages = await packageSources(await ownVersion(), input.from, cwd)
  const manager = input.from === undefined ? packageManager(env) : 'npm'
  const files = projectFiles({ name: projectName(folder), templates, packages })

  const created: string[] = []
  const kept: string[] = []
  for (const [path, text] of Object.entries(files)) {
    if (await writeNew(join(folder, path), text)) created.push(path)
    else kept.push(path)
  }
  if (await wantsCi(context, input, folder)) {
    const workflow = workflowFor(folder, manager)
    const shown = relative(folder, workflow.path)
    if (await writeNew(workflow.path, workflow.text)) created.push(shown)
    else kept.push(shown)
  }
  for (const name of await copyStarters(templates, join(folder, 'templates'))) created.push(`templates/${name}`)
  const { paint, symbols } = output.sideStyle
  const visible = created.filter((path) => path !== '.gitignore')
  output.note(
    created.length === 0
      ? '  everything is there already; nothing was changed'
      : `  created ${visible.join(` ${symbols.dot} `)}`,
  )
  if (kept.length > 0 && created.length > 0) output.note(`  kept    ${kept.join(` ${symbols.dot} `)}`)
  if (kept.includes('package.json')) {
    const wanted = `@tidings/sdk@${spec(packages.sdk)} @tidings/cli@${spec(packages.cli)} @tidings/dispatcher@${spec(packages.dispatcher)} pg tsx typescript`
    output.note(`  add to your package.json: ${manager} install ${wanted}`)
  }

  const install = !kept.includes('package.json') && (await wantsInstall(context, input, manager))
  if (install) await installPackages(context, folder, manager)
  const steps = [
    ...(folder === cwd ? [] : [`cd ${relative(cwd, folder)}`]),
    ...(install ? [] : [`${manager} install`]),
    'npx tidings dev',
  ]
  output.result({
    kind: 'project',
    data: { folder, created, kept, installed: install, next: steps },
    text: () => [],
  })
  output.note(`  next: ${paint('link', steps.join(' && '))}`)
  return exitCodes.ok
}

async function chooseTemplates(context: CommandContext, { yes, templates }: InitInput): Promise<readonly string[]> {
  const known = await starterNames()
  const wrong = templates?.find((name) => !known.includes(name))
  if (wrong !== undefined) {
    throw new CliError('not-found', `there is no starter template \`${wrong}\``, { hint: `one of ${known.join(', ')}` })
  }
  if (templates !== undefined) return templates
  if (yes || !context.isInteractive) return known.filter((name) => name === 'order-shipped')
  const { checkbox } = await import('@inquirer/prompts')
  return checkbox(
    {
      message: 'Templates to start with',
      choices: known.map((name) => ({ name, value: name, checked: name === 'order-shipped' })),
      required: true,
    },
    streams(context),
  )
}

/** Installing reaches out to the network and runs for a while: where nobody can be asked, it has to be said. */
async function wantsInstall(context: CommandContext, { yes, install }: InitInput, manager: string): Promise<boolean> {
  if (install !== undefined) return install
  if (yes) return true
  return context.isInteractive ? askYes(context, `Install the packages with ${manager} now?`, '--install') : false
}

/** In a repository with more than this project in it, the workflow lies outside of the folder: that has to be said. */
async function wantsCi(context: CommandContext, { yes, ci }: InitInput, folder: string): Promise<boolean> {
  if (ci !== undefined) return ci
  if (yes) return resolve(repositoryRoot(folder)) === folder
  return context.isInteractive
    ? askYes(context, 'Write a workflow of GitHub Actions that checks templates in pull requests?', '--ci')
    : false
}

function workflowFor(folder: string, manager: PackageManager): { readonly path: string; readonly text: string } {
  const root = repositoryRoot(folder)
  const below = relative(root, folder).split(sep).join('/')
  return { path: join(root, workflowFile), text: ciWorkflow({ manager, folder: below }) }
}

async function writeNew(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Name of the folder, as package.json and `source:` can have it. */
function projectName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
  return name === '' ? 'tidings-project' : name.slice(0, 60)
}

async function ownVersion(): Promise<string> {
  const file = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string
  }
  return file.version
}

function spec(source: string): string {
  return source.startsWith('file:') ? source.slice('file:'.length) : source
}
