import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { CliError } from '../errors/cli-error.js'

/**
 * Absolute paths of the files that differ from where the work branched off a git revision, with those that git does not
 * know yet.
 *
 * @throws CliError `not-found` outside of a repository, or where there is no such revision
 */
export async function changedFiles(cwd: string, base: string): Promise<readonly string[]> {
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)('git', args, { cwd, maxBuffer: 1 << 28 })
    return stdout
  }
  const fail = (message: string, hint: string) => (cause: unknown) => {
    throw new CliError('not-found', message, { hint, cause })
  }
  const root = (
    await git('rev-parse', '--show-toplevel').catch(fail('--base needs a git repository', 'lint without it'))
  ).trim()
  const revision = (
    await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`).catch(
      fail(`git knows no revision ${base}`, 'fetch it, as with actions/checkout and fetch-depth: 0'),
    )
  ).trim()
  // In a shallow clone nobody knows where the work branched off.
  const start = (await git('merge-base', revision, 'HEAD').catch(() => revision)).trim()
  const differing = await git('diff', '--name-only', '--no-renames', '-z', start)
  const unknown = await git('-C', root, 'ls-files', '--others', '--exclude-standard', '-z')
  return `${differing}${unknown}`
    .split('\0')
    .filter((path) => path !== '')
    .map((path) => join(root, path))
}
