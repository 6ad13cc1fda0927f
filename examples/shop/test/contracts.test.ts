import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

const tidings = join(dirname(createRequire(import.meta.url).resolve('@tidings/cli/package.json')), 'dist/main.js')

test.each(['quickstart', 'shop'])('the committed contracts of %s are those of its templates', (name) => {
  const cwd = fileURLToPath(new URL(`../../${name}`, import.meta.url))
  const answer = execFileSync(process.execPath, [tidings, 'generate', '--check', '--json'], { cwd, encoding: 'utf8' })
  expect(JSON.parse(answer)).toMatchObject({ kind: 'contracts', state: 'up to date' })
})
