import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** What a command line loaded, sorted. */
export interface Loaded {
  readonly packages: readonly string[]
  /** Folders of our packages, as `dispatcher/lint`. */
  readonly ours: readonly string[]
  readonly stdout: string
}

/** Runs command lines in processes of their own that write down what they load. */
export interface LoadWatch {
  /** Where the hooks lie, and other files may. */
  readonly folder: string
  /** What a process has to import so that it writes down what it loads, into the file `LOADED` of its environment. */
  readonly register: string
  /** @throws where it exits with another code than 0 */
  run(cwd: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Loaded>
  remove(): Promise<void>
}

/** Sets up the hooks in a folder of their own. */
export async function watchLoading(): Promise<LoadWatch> {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-loading-'))
  // Writes down every module that is loaded, in this process's main thread and in its workers.
  await writeFile(
    join(folder, 'hooks.mjs'),
    `import { appendFileSync } from 'node:fs'
export async function load(url, context, next) {
  appendFileSync(process.env.LOADED, url + '\\n')
  return next(url, context)
}
`,
  )
  await writeFile(
    join(folder, 'register.mjs'),
    `import { register } from 'node:module'
register(${JSON.stringify(pathToFileURL(join(folder, 'hooks.mjs')).href)})
`,
  )
  const register = pathToFileURL(join(folder, 'register.mjs')).href
  let count = 0
  return {
    folder,
    register,
    run: async (cwd, args, env = {}) => {
      const log = join(folder, `${count++}.txt`)
      const { stdout } = await promisify(execFile)(process.execPath, ['--import', register, program, ...args], {
        cwd,
        env: { PATH: process.env.PATH, LOADED: log, ...env },
      })
      const urls = (await readFile(log, 'utf8')).split('\n')
      const inModules = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/
      const packages = urls.flatMap((url) => inModules.exec(url)?.[1] ?? [])
      const own = /packages\/(cli|dispatcher|sdk)\/dist\/([^/]+)/
      const ours = urls.flatMap((url) => own.exec(url)?.slice(1).join('/') ?? [])
      return { packages: [...new Set(packages)].sort(), ours: [...new Set(ours)].sort(), stdout }
    },
    remove: () => rm(folder, { recursive: true }),
  }
}
