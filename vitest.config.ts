import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

// Tests import what the packages ship (dist/, built before), so that worker threads and child
// processes run the same files as the code under test.
const shipped = { server: { deps: { external: [/\/dist\//] } } }

// These wait for whole leases, at each step and for each kind of fault: they need a machine of their own.
const slowOnly = process.env.TIDINGS_TEST_SLOW === '1' ? [] : ['test/crash/sweep.test.ts', 'test/crash/zombies.test.ts']

const projects = [
  { name: 'sdk', root: 'packages/sdk' },
  { name: 'dispatcher', root: 'packages/dispatcher', exclude: ['test/crash/**'] },
  { name: 'cli', root: 'packages/cli' },
  { name: 'examples', root: 'examples', include: '*/test/**/*.test.ts' },
  // One file after the other, when all the rest is done: what is killed in the middle of its work should have some.
  // Once more where a run failed, because one that hit nothing does not count; a seed that it prints can be run again.
  { name: 'crash', root: 'packages/dispatcher', include: 'test/crash/**/*.test.ts', exclude: slowOnly, alone: true },
]

export default defineConfig({
  test: {
    projects: projects.map(({ name, root, include = 'test/**/*.test.{ts,tsx}', exclude = [], alone = false }) => ({
      test: {
        ...shipped,
        name,
        root,
        include: [include],
        exclude,
        ...(alone ? { maxWorkers: 1, retry: 1, sequence: { groupOrder: 1 } } : {}),
        globalSetup: [fileURLToPath(new URL('packages/dispatcher/test/support/postgres-server.ts', import.meta.url))],
        testTimeout: 30_000,
        hookTimeout: 60_000,
      },
    })),
  },
})
