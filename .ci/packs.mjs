import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { pnpm } from './pnpm.mjs'
import { root, run } from './step.mjs'

/** The published packages, each after those that it needs. */
export const packages = ['sdk', 'dispatcher', 'cli']

/**
 * Packs the built packages as they would be published: `<folder>/tidings-<name>.tgz`.
 *
 * @param {string} folder
 * @returns {Promise<string[]>} the tarballs
 */
export async function pack(folder) {
  mkdirSync(folder, { recursive: true })
  const tarballs = []
  for (const name of packages) {
    const { command, args } = pnpm('pack', '--json', '--pack-destination', folder)
    const { code, output } = await run(command, args, { cwd: join(root, 'packages', name) })
    if (code !== 0) throw new Error(`pnpm pack of packages/${name}:\n${output}`)
    const { filename } = JSON.parse(output.slice(output.indexOf('{')))
    // A stable name: commands in the documentation do not change with every release.
    const tarball = join(folder, `tidings-${name}.tgz`)
    rmSync(tarball, { force: true })
    renameSync(filename, tarball)
    tarballs.push(tarball)
  }
  return tarballs
}
