import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

import { root, run } from '../step.mjs'
import { find } from './find.mjs'

const MODULE = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12'
const BIN = join(root, '.cache/bin')

/** The judge of workflows of GitHub Actions, which also knows what the usual actions take. */
export const actionlint = {
  name: 'actionlint',
  variable: 'ACTIONLINT_PATH',
  // Debian has none, and no Go that is new enough to build one: Go is used where it is there.
  packages: [],
  answers: [],
  find: () => find(process.env.ACTIONLINT_PATH ?? 'actionlint', 'actionlint', join(BIN, 'actionlint')),
  build: async () => {
    const go = find('go', '/usr/local/go/bin/go')
    if (go === undefined) return 'not installed, and there is no Go to build it with'
    const { version = '0.0' } =
      /go(?<version>\d+\.\d+)/.exec(spawnSync(go, ['version'], { encoding: 'utf8' }).stdout)?.groups ?? {}
    const [major, minor] = version.split('.').map(Number)
    // From 1.21 on, Go fetches the version that a module asks for.
    if (major === 1 && minor < 21) return `not installed, and Go ${version} is too old to build it`
    const { code, output } = await run(go, ['install', MODULE], {
      env: { ...process.env, GOBIN: BIN },
      limitMinutes: 5,
    })
    return code === 0 ? undefined : `go install ${MODULE}: ${output.trim().slice(-300)}`
  },
}
