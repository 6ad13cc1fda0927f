import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { packages } from './packs.mjs'
import { root } from './step.mjs'

// The compiler writes plain files; programs must be executable.
for (const name of packages) {
  const folder = join(root, 'packages', name)
  const { bin = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  for (const path of Object.values(bin)) if (existsSync(join(folder, path))) chmodSync(join(folder, path), 0o755)
}

// `tidings init` brings the starter templates: they travel in the package of the command line.
const starters = join(root, 'packages/cli/starters')
rmSync(starters, { recursive: true, force: true })
cpSync(join(root, 'templates'), starters, { recursive: true })

// The page of `tidings preview`: built here, so that whoever installs the command line needs no bundler.
const cli = join(root, 'packages/cli')
const vite = [
  join(cli, 'node_modules/vite/bin/vite.js'),
  'build',
  '--logLevel',
  'warn',
  '--config',
  'app/vite.config.ts',
]
const { status } = spawnSync(process.execPath, vite, { cwd: cli, stdio: 'inherit' })
process.exitCode = status ?? 1
