// `pnpm verify`: everything that must hold before a change is merged, on a machine where nothing is installed yet.
// Uses only what Node brings until it has installed the rest.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { pack, packages } from './packs.mjs'
import { pnpm } from './pnpm.mjs'
import { openServices } from './services/open.mjs'
import { root, seconds, step } from './step.mjs'

const HELP = `pnpm verify [--verbose] [--slow] [-- <vitest arguments>]
  installs, builds, checks types, style and packages, starts services, runs all tests
  --verbose   show the output of every step, not only of failed ones
  --slow      also: the slow suites, PostgreSQL 16 to 18, and the mutants`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean' }, slow: { type: 'boolean' }, help: { type: 'boolean' } },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

const began = Date.now()
const results = join(root, '.cache/verify')
const { verbose } = values
let checksFailed = 0

// What a check prints is collected: without colours where it does not end on a terminal.
const plain = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined }
// Tests call npm as a user would, without the settings of the pnpm that runs this.
const own = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_(?!config_(registry|cafile|.*proxy))/i.test(name)),
)

async function check(title, command, args, options) {
  const ok = await step(title, command, args, { verbose, env: plain, ...options })
  if (!ok) checksFailed++
  return ok
}
const bin = (name) => join(root, 'node_modules/.bin', name)
const viaPnpm = (title, ...args) => {
  const call = pnpm(...args)
  return check(title, call.command, call.args)
}

async function checkPacks() {
  const from = Date.now()
  const tarballs = await pack(join(root, '.cache/packs')).catch((error) => {
    console.log(`FAIL  pack  ${seconds(from)}\n${error.message}`)
    checksFailed++
    return []
  })
  for (const [index, tarball] of tarballs.entries()) {
    await check(`publint ${packages[index]}`, bin('publint'), ['--strict', tarball])
    // A package with a program and no entry of its own has no types to check.
    if (packages[index] !== 'cli')
      await check(`attw ${packages[index]}`, bin('attw'), [tarball, '--profile', 'esm-only'])
  }
}

async function test(title, { env, args = [] }) {
  const file = join(results, `${title.replaceAll(/\W+/g, '-')}.json`)
  rmSync(file, { force: true })
  const from = Date.now()
  console.log(`      ${title}`)
  const reporters = [
    '--reporter',
    join(root, '.ci/test-reporter.mjs'),
    '--reporter',
    'json',
    `--outputFile.json=${file}`,
  ]
  const ok = await step(title, bin('vitest'), ['run', ...reporters, ...args], { env, show: true, limitMinutes: 60 })
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, seconds: seconds(from) }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const failedFiles = report.testResults.filter(
    (r) => r.status === 'failed' && r.assertionResults.every((a) => a.status !== 'failed'),
  )
  const failed = report.numFailedTests + failedFiles.length
  return {
    passed: report.numPassedTests,
    // Vitest also fails for errors outside of tests: they count as one.
    failed: !ok && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function finish(totals) {
  const total = { passed: 0, failed: checksFailed, skipped: 0 }
  for (const { passed, failed, skipped } of totals) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  if (checksFailed > 0) console.log(`failed besides tests: ${checksFailed} ${checksFailed === 1 ? 'step' : 'steps'}`)
  if (total.passed === 0) console.log('no test has passed')
  console.log(`verified in ${seconds(began)}`)
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
}

mkdirSync(results, { recursive: true })
if (!(await viaPnpm('install', 'install', '--frozen-lockfile'))) {
  finish([])
} else {
  const built = await viaPnpm('build', 'build')
  await check('types', bin('tsc'), ['-b'])
  await check('style: biome', bin('biome'), ['check', '--error-on-warnings', '.'])
  await check('style: oxlint', bin('oxlint'), ['--type-aware', '--deny-warnings'])
  if (built) await checkPacks()

  const from = Date.now()
  const services = await openServices()
  try {
    console.log(`ok    services  ${seconds(from)}`)
    for (const line of services.lines) console.log(`      ${line}`)
    for (const [name, reason] of Object.entries(services.missing)) console.log(`      without ${name}: ${reason}`)
    const env = {
      ...own,
      ...services.env,
      TIDINGS_TEST_MISSING: JSON.stringify(services.missing),
      ...(values.slow && { TIDINGS_TEST_SLOW: '1' }),
    }
    const totals = [await test('tests', { env, args: positionals })]
    if (values.slow) {
      const { slowSuites } = await import('./slow.mjs')
      totals.push(...(await slowSuites({ env, test, verbose })))
    }
    finish(totals)
  } finally {
    await services.close()
  }
}
