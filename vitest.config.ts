import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

// Tests import what the packages ship (dist/, built before), so that worker threads and child
// processes run the same files as the code under test.
const shipped = { server: { deps: { external: [/\/dist\//] } } }

const projects = [
  ...['sdk', 'dispatcher', 'cli'].map((name) => ({
    name,
    root: `packages/${name}`,
    include: 'test/**/*.test.{ts,tsx}',
  })),
  { name: 'examples', root: 'examples', include: '*/test/**/*.test.ts' },
]

export default defineConfig({
  test: {
    projects: projects.map(({ name, root, include }) => ({
      test: {
        ...shipped,
        name,
        root,
        include: [include],
        globalSetup: [fileURLToPath(new URL('packages/dispatcher/test/support/postgres-server.ts', import.meta.url))],
        testTimeout: 30_000,
        hookTimeout: 60_000,
      },
    })),
  },
})
