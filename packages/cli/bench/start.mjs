// How long the command line takes to start, against Node doing nothing.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const postgres = false

const rounds = 25
const program = fileURLToPath(new URL('../dist/main.js', import.meta.url))
/** A project that sends the three starter templates. */
const shop = fileURLToPath(new URL('../../../examples/shop', import.meta.url))
const lintRounds = 5

const once = (args) => {
  const from = performance.now()
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore', cwd: shop })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
  return performance.now() - from
}
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

export async function run(report) {
  const runs = { bare: ['-e', '0'], help: [program, '--help'], version: [program, '--version'] }
  const times = { bare: [], help: [], version: [] }
  // Alternating, so that whatever else the machine does meets all of them.
  for (let round = 0; round < rounds; round++) for (const name of Object.keys(runs)) times[name].push(once(runs[name]))
  const bare = Math.round(median(times.bare) * 10) / 10
  for (const name of ['help', 'version'])
    report({
      figure: `tidings --${name}`,
      value: Math.round(median(times[name]) * 10) / 10,
      unit: 'ms',
      baseline: 'node -e 0',
      baselineValue: bare,
      conditions: `median of ${rounds} alternating starts`,
    })
  const lints = Array.from({ length: lintRounds }, () => once([program, 'lint']))
  report({
    figure: 'tidings lint, the three starters',
    value: Math.round(median(lints)),
    unit: 'ms',
    baseline: 'node -e 0',
    baselineValue: bare,
    conditions: `median of ${lintRounds}; compiles MJML and renders every sample`,
  })
}
