import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Seconds since `from` (milliseconds), as people read them. */
export function seconds(from) {
  const s = (Date.now() - from) / 1000
  return s < 60 ? `${s.toFixed(1)} s` : `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`
}

/**
 * Runs one command and prints one line about it. Its output is shown as it comes with `verbose`,
 * and otherwise only when it fails.
 *
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ verbose?: boolean, show?: boolean, cwd?: string, env?: NodeJS.ProcessEnv, limitMinutes?: number }} options
 *   `show`: print the output in any case; `limitMinutes`: end a command that hangs (default 30).
 * @returns {Promise<boolean>} whether the command exited with 0
 */
export async function step(title, command, args, options = {}) {
  const from = Date.now()
  const { code, output } = await run(command, args, options)
  const shown = options.verbose || options.show
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'}  ${title}  ${seconds(from)}`)
  if (code !== 0 && !shown) console.log(output.trimEnd().replaceAll(/^/gm, '      '))
  return code === 0
}

/**
 * Runs one command to its end and collects what it prints.
 *
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { verbose, show, cwd = root, env = process.env, limitMinutes = 30 } = {}) {
  return new Promise((resolve) => {
    const streamed = verbose || show
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = []
    const collect = (stream) => (chunk) => {
      if (streamed) stream.write(chunk)
      else output.push(chunk)
    }
    child.stdout.on('data', collect(process.stdout))
    child.stderr.on('data', collect(process.stderr))
    const limit = setTimeout(() => {
      output.push(Buffer.from(`\nstopped: it ran for ${limitMinutes} minutes\n`))
      child.kill('SIGTERM')
    }, limitMinutes * 60_000)
    child.on('error', (error) => output.push(Buffer.from(`${command}: ${error.message}\n`)))
    child.on('close', (code) => {
      clearTimeout(limit)
      resolve({ code: code ?? 1, output: Buffer.concat(output).toString() })
    })
  })
}
