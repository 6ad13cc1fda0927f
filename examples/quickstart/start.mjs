// `pnpm quickstart`: installs, builds, and shows Tidings at work. Until that is done it uses only what Node brings.
import { pnpm } from '../../.ci/pnpm.mjs'
import { run } from '../../.ci/step.mjs'
import { paint, startProgress } from './progress.mjs'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tidings needs Node 20.19 or newer, and this is ${process.versions.node}`)
  process.exit(2)
}

console.log(`\n  ${paint('strong', 'Tidings quick start')}\n`)
await must('installing the packages', 'packages installed', 'install', '--frozen-lockfile')
await must('building', 'built', 'build')
// Programs of the workspace can only be linked where they exist: the first install came before the build.
await must('linking the command line', 'command line linked', 'install', '--frozen-lockfile', '--offline')
await import('./dist/quickstart.js')

async function must(title, result, ...args) {
  const progress = startProgress(title)
  const { command, args: all } = pnpm(...args)
  const { code, output } = await run(command, all)
  if (code === 0) return progress.done(result)
  progress.failed(`pnpm ${args.join(' ')} ended with ${code}`)
  console.error(output.trimEnd().replaceAll(/^/gm, '    '))
  process.exit(1)
}
