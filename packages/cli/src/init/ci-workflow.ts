import type { PackageManager } from './install.js'

/** What the workflow depends on. */
export interface WorkflowChoices {
  readonly manager: PackageManager
  /** The project's folder in its repository, with `/`; empty where it is the repository's own. */
  readonly folder: string
}

/** How a package manager installs what the lock file says, and runs what it installed. */
interface ManagerSteps {
  /** Before Node is set up, whose cache asks it where its store is; npm and yarn are on GitHub's machines. */
  readonly get?: string
  readonly lockFile: string
  /** Whether `actions/setup-node` keeps its store. */
  readonly cached: boolean
  readonly install: string
  readonly run: string
}

const steps: Readonly<Record<PackageManager, ManagerSteps>> = {
  npm: { lockFile: 'package-lock.json', cached: true, install: 'npm ci', run: 'npx tidings' },
  pnpm: {
    get: 'npm install --global pnpm@10',
    lockFile: 'pnpm-lock.yaml',
    cached: true,
    install: 'pnpm install --frozen-lockfile',
    run: 'pnpm exec tidings',
  },
  yarn: { lockFile: 'yarn.lock', cached: true, install: 'yarn install --frozen-lockfile', run: 'yarn tidings' },
  bun: {
    get: 'npm install --global bun@1',
    lockFile: 'bun.lock',
    cached: false,
    install: 'bun install --frozen-lockfile',
    run: 'bunx tidings',
  },
}

/** Path of the workflow in a repository. */
export const workflowFile = '.github/workflows/templates.yml'

/** A workflow of GitHub Actions that checks and renders the templates in every pull request. */
export function ciWorkflow({ manager, folder }: WorkflowChoices): string {
  const { get, lockFile, cached, install, run } = steps[manager]
  const below = (path: string): string => (folder === '' ? path : `${folder}/${path}`)
  return `# Checks and renders what customers read, in every pull request. It needs no secrets, and sends nothing.
name: templates

on:
  pull_request:

permissions:
  contents: read

concurrency:
  group: templates-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  templates:
    runs-on: ubuntu-latest
    timeout-minutes: 15
${
  folder === ''
    ? ''
    : `    defaults:
      run:
        working-directory: ${quoted(folder)}
`
}    env:
      # GitHub checks out the pull request as merged: the first parent of that merge is the base.
      BASE: HEAD^1
    steps:
      - uses: actions/checkout@v6
        with:
          # The merge and its parents, for BASE.
          fetch-depth: 2
          persist-credentials: false
${get === undefined ? '' : `      - run: ${get}\n`}      - uses: actions/setup-node@v6
        with:
          node-version: 24
${
  cached
    ? `          cache: ${manager}
          cache-dependency-path: ${quoted(below(lockFile))}
`
    : ''
}      - id: install
        run: ${install}

      # Each of these says all it has to say, whatever the others found.
      - name: Lint what has changed, and what uses it
        if: \${{ !cancelled() && steps.install.outcome == 'success' }}
        run: ${run} lint --base "$BASE"
      - name: Generated contracts are up to date
        if: \${{ !cancelled() && steps.install.outcome == 'success' }}
        run: ${run} generate --check
      - name: No service that emits is left behind
        if: \${{ !cancelled() && steps.install.outcome == 'success' }}
        run: ${run} check-compat --base "$BASE"
      - name: Render every sample in every channel and locale
        if: \${{ !cancelled() && steps.install.outcome == 'success' }}
        run: ${run} render --all --out renders
      - uses: actions/upload-artifact@v7
        if: \${{ !cancelled() && steps.install.outcome == 'success' }}
        with:
          name: renders
          path: ${quoted(below('renders'))}
          if-no-files-found: ignore
          retention-days: 14
`
}

/** A path as a YAML value: quoted where it holds more than letters, digits and what paths are made of. */
function quoted(path: string): string {
  return /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/.test(path) ? path : `'${path.replaceAll("'", "''")}'`
}
