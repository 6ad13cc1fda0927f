import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { pack } from './packs.mjs'
import { pnpm } from './pnpm.mjs'
import { root, run } from './step.mjs'

const { values } = parseArgs({
  options: { out: { type: 'string', default: join(root, '.cache/packs') }, 'no-build': { type: 'boolean' } },
})

if (!values['no-build']) {
  const { command, args } = pnpm('build')
  const { code, output } = await run(command, args)
  if (code !== 0) {
    console.error(output)
    process.exit(1)
  }
}
const tarballs = await pack(resolve(values.out))

console.log(`packed\n${tarballs.map((path) => `  ${path}`).join('\n')}

all of it, in a project of your own:    npm install ${tarballs.join(' ')}
what a service needs to emit:           npm install ${tarballs[0]}
what the daemon needs:                  npm install ${tarballs.slice(0, 2).join(' ')}`)
