import { spawn } from 'node:child_process'

import type { CommandContext } from '../command.js'
import { CliError } from '../errors/cli-error.js'

/** Programs that install packages. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun'

/** The package manager that started this process, else npm. */
export function packageManager(env: Readonly<Record<string, string | undefined>>): PackageManager {
  const [name] = (env.npm_config_user_agent ?? '').split('/')
  return name === 'pnpm' || name === 'yarn' || name === 'bun' ? name : 'npm'
}

/** Installs the packages of a new project. @throws CliError `install-failed` with what the package manager said */
export async function installPackages(
  { env, signal, output }: CommandContext,
  folder: string,
  manager: PackageManager,
): Promise<void> {
  const args = manager === 'npm' ? ['install', '--no-audit', '--no-fund'] : ['install']
  output.progress(`${manager} ${args.join(' ')}`)
  const { code, said } = await new Promise<{ readonly code: number | null; readonly said: string }>(
    (resolve, reject) => {
      const child = spawn(manager, args, { cwd: folder, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'], signal })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          said = (said + chunk).slice(-4_000)
        })
      }
      child.once('error', (error: NodeJS.ErrnoException) => {
        if (error.name === 'AbortError') reject(error)
        else resolve({ code: null, said: error.message })
      })
      child.once('close', (code) => resolve({ code, said }))
    },
  )
  if (code === 0) return
  throw new CliError('install-failed', `${manager} could not install the packages`, {
    lines: said.trim().split('\n').slice(-10),
    hint: `the project is there; in it, run \`${manager} install\` again`,
  })
}
