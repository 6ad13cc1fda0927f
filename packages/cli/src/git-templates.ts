import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ReadTemplate } from '@tidings/dispatcher/templates'

import type { CommandContext } from './command.js'
import { CliError } from './errors/cli-error.js'

/** A file of a revision. */
interface Entry {
  readonly path: string
  readonly object: string
}

/**
 * Reads the templates of a folder as they were at a revision. Nothing is checked out: files come out of git's store, into
 * a folder of their own that is gone afterwards.
 *
 * @param folder the templates folder, anywhere in a repository.
 * @returns none where the folder did not exist then.
 * @throws CliError `git-failed` without git, outside a repository, or where there is no such revision
 */
export async function templatesAt(
  context: CommandContext,
  folder: string,
  revision: string,
): Promise<readonly ReadTemplate[]> {
  const git = (args: readonly string[], input?: string): Promise<Buffer> => runGit(context, folder, args, input)
  const commit = (
    await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]).catch(async (error) => {
      // Outside of a repository git says so here; inside of one it is the revision that is not there.
      await git(['rev-parse', '--git-dir'])
      throw new CliError('git-failed', `there is no revision \`${revision}\` in this repository`, {
        hint: `fetch it first: git fetch origin ${revision}; GitHub's checkout fetches one commit unless told fetch-depth: 0`,
        cause: error,
      })
    })
  )
    .toString()
    .trim()
  const prefix = (await git(['rev-parse', '--show-prefix'])).toString().trim()
  const listed = (
    await git(['ls-tree', '-r', '-z', '--full-tree', commit, '--', prefix === '' ? '.' : prefix])
  ).toString()
  const entries = listed.split('\0').flatMap((line) => entryOf(line, prefix) ?? [])
  const contents = await git(['cat-file', '--batch'], entries.map(({ object }) => `${object}\n`).join(''))
  const copy = await mkdtemp(join(tmpdir(), 'tidings-base-'))
  try {
    let at = 0
    for (const { path } of entries) {
      const start = contents.indexOf(0x0a, at) + 1
      const size = Number(contents.toString('latin1', at, start - 1).split(' ')[2])
      await mkdir(dirname(join(copy, path)), { recursive: true })
      await writeFile(join(copy, path), contents.subarray(start, start + size))
      at = start + size + 1
    }
    const { readTemplates } = await import('@tidings/dispatcher/templates')
    return await readTemplates(copy)
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

/** Files that templates are made of: no links, nothing with a name that could lead elsewhere. */
function entryOf(line: string, prefix: string): Entry | undefined {
  const found = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line)
  const [, object, full] = found ?? []
  if (object === undefined || full === undefined || !full.startsWith(prefix)) return undefined
  const path = full.slice(prefix.length)
  const odd = path.split('/').some((part) => part === '..' || part === '') || /[\0\\:]/.test(path)
  return odd ? undefined : { path, object }
}

function runGit(
  { env, signal }: CommandContext,
  cwd: string,
  args: readonly string[],
  input: string = '',
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['-c', 'core.quotePath=false', ...args], {
      cwd,
      env: { ...env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
      stdio: ['pipe', 'pipe', 'pipe'],
      signal,
    })
    const chunks: Buffer[] = []
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-2_000)
    })
    // Where git ends before it has read all, its exit code says why.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.once('error', (error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT'
      const message = missing ? 'git is not installed here, or the templates folder is gone' : `git: ${error.message}`
      reject(error.name === 'AbortError' ? error : new CliError('git-failed', message, { cause: error }))
    })
    child.once('close', (code) => {
      if (code === 0) return resolve(Buffer.concat(chunks))
      const line = said.trim().split('\n')[0] ?? ''
      reject(
        new CliError(
          'git-failed',
          /not a git repository/.test(said) ? `${cwd} is in no git repository` : `git ${args[0]}: ${line}`,
          {
            hint: 'check-compat compares with a revision of the repository that the templates are in',
          },
        ),
      )
    })
  })
}
