import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { root } from './step.mjs'

/**
 * The command line of pnpm, from outside of any installation: the pnpm that started this script,
 * or the version that package.json names, fetched by npx.
 *
 * @param {readonly string[]} args
 * @returns {{ command: string, args: string[] }}
 */
export function pnpm(...args) {
  const caller = process.env.npm_execpath
  if (caller?.endsWith('pnpm.cjs')) return { command: process.execPath, args: [caller, ...args] }
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return { command: 'npx', args: ['-y', packageManager.split('+')[0], ...args] }
}
