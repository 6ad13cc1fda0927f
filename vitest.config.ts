import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

// Tests import what the packages ship (dist/, built before), so that worker threads and child
// processes run the same files as the code under test.
const shipped = { server: { deps: { external: [/\/dist\//] } } }

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const seed = here('packages/dispatcher/test/support/random-seed.ts')

const projects = [
  { name: 'sdk', root: 'packages/sdk', setupFiles: [seed] },
  { name: 'dispatcher', root: 'packages/dispatcher', exclude: ['test/crash/**'], setupFiles: [seed] },
  { name: 'cli', root: 'packages/cli' },
  { name: 'examples', root: 'examples', include: '*/test/**/*.test.ts' },
  // One file after the other, when all the rest is done: what is killed in the middle of its work should have some.
  { name: 'crash', root: 'packages/dispatcher', include: 'test/crash/**/*.test.ts', alone: true },
]

export default defineConfig({
  test: {
    // Most of a file's time is spent waiting for a server or a process: one for each core, and not one less.
    maxWorkers: availableParallelism(),
    projects: projects.map(
      ({ name, root, include = 'test/**/*.test.{ts,tsx}', exclude = [], setupFiles = [], alone = false }) => ({
        test: {
          ...shipped,
          name,
          root,
          include: [include],
          exclude,
          setupFiles,
          ...(alone ? { maxWorkers: 1, sequence: { groupOrder: 1 } } : {}),
          globalSetup: [here('packages/dispatcher/test/support/postgres-server.ts')],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      }),
    ),
  },
})
