import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

// Tests import what the packages ship (dist/, built before), so that worker threads and child
// processes run the same files as the code under test.
const shipped = { server: { deps: { external: [/\/dist\//] } } }

export default defineConfig({
  test: {
    projects: ['sdk', 'dispatcher', 'cli'].map((name) => ({
      test: {
        ...shipped,
        name,
        root: `packages/${name}`,
        include: ['test/**/*.test.{ts,tsx}'],
        globalSetup: [fileURLToPath(new URL('packages/dispatcher/test/support/postgres-server.ts', import.meta.url))],
        testTimeout: 30_000,
        hookTimeout: 60_000,
      },
    })),
  },
})
