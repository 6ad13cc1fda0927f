import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type { Bundle } from '@tidings/dispatcher/bundle'

import type { CommandContext } from './command.js'
import { CliError } from './errors/cli-error.js'

/** A bundle that does not arrive within this time is not waited for, ms. */
const timeoutMs = 30_000
/** Enough for a release page that leads to its store. */
const mostRedirects = 5

/** Whether an argument names a bundle: template names have no dot, slash or colon. */
export function isBundleName(name: string): boolean {
  return /[./\\:]/.test(name)
}

/**
 * Reads a bundle from a file, from a file of an installed package (`@shop/templates/bundle.json`), or over HTTPS (HTTP
 * on this machine only).
 *
 * @throws CliError `not-found`, `usage` or `unreachable`; BundleError
 */
export async function readBundle(context: CommandContext, where: string): Promise<Bundle> {
  const { bundleLimit, decodeBundle } = await import('@tidings/dispatcher/bundle')
  const url = /^[a-z][a-z0-9+.-]+:\/\//i.test(where)
  return decodeBundle(
    url ? await fetchBytes(context, where, bundleLimit) : await readBytes(context, where, bundleLimit),
    where,
  )
}

async function readBytes({ cwd }: CommandContext, where: string, limit: number): Promise<Uint8Array> {
  const path = resolve(cwd, where)
  const found = await stat(path).then(
    () => path,
    () => installed(cwd, where),
  )
  if (found !== undefined) {
    const status = await stat(found)
    // A pipe or a device may have no end.
    if (!status.isFile()) {
      throw new CliError('not-found', `\`${where}\` is no file`, { hint: 'give the file that `tidings bundle` wrote' })
    }
    if (status.size > limit) {
      throw new CliError('invalid-data', `\`${where}\` has ${status.size} bytes; a bundle has at most ${limit}`)
    }
    return readFile(found)
  }
  throw new CliError('not-found', `there is no bundle \`${where}\``, {
    hint: 'give a file that `tidings bundle` wrote, its https address, or a file of an installed package',
  })
}

/** A file of a package, as Node finds it from the folder. */
function installed(cwd: string, where: string): string | undefined {
  if (/^(?:\.{0,2}\/|[A-Za-z]:)/.test(where)) return undefined
  try {
    return createRequire(join(cwd, 'package.json')).resolve(where)
  } catch {
    return undefined
  }
}

async function fetchBytes({ signal }: CommandContext, where: string, limit: number): Promise<Uint8Array> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const failed = (reason: string, cause?: unknown): CliError =>
    new CliError('bundle-unreachable', `the bundle at ${where} ${reason}`, {
      hint: 'check the address, and that this machine may reach it',
      cause,
    })
  try {
    let url = addressOf(where, where)
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.any([signal, deadline]) })
      const next = answer.headers.get('location')
      if (answer.status >= 300 && answer.status < 400 && next !== null) {
        await answer.body?.cancel()
        url = addressOf(new URL(next, url).href, where)
        continue
      }
      if (!answer.ok || answer.body === null) {
        await answer.body?.cancel()
        throw failed(`is not given out: HTTP ${answer.status}`)
      }
      const chunks: Uint8Array[] = []
      let size = 0
      for await (const chunk of answer.body) {
        size += chunk.byteLength
        // Leaving the loop ends the transfer.
        if (size > limit) throw failed(`has more than ${limit} bytes, which is the most that a bundle may have`)
        chunks.push(chunk)
      }
      return Buffer.concat(chunks)
    }
    throw failed(`leads on more than ${mostRedirects} times`)
  } catch (error) {
    if (error instanceof CliError || signal.aborted) throw error
    if (deadline.aborted) throw failed(`did not come within ${timeoutMs / 1_000} s`, error)
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw failed(`cannot be fetched: ${cause instanceof Error ? cause.message : String(cause)}`, error)
  }
}

/** @throws CliError `usage` where it is neither HTTPS nor on this machine, or holds a password */
function addressOf(address: string, where: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const local = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '')
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && local)
  if (url !== undefined && safe && url.username === '' && url.password === '') return url
  throw new CliError(
    'usage',
    `\`${where}\` ${address === where ? 'is' : 'leads to'} no address that a bundle is fetched from`,
    {
      hint: 'use https without a name and password in it; http is for this machine only',
    },
  )
}
