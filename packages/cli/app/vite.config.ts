import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vite'

// Built when the package is built; what it makes is all that is shipped, so it has no runtime dependency.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/app',
    // `/assets/` are the pictures of the project.
    assetsDir: 'page',
    emptyOutDir: true,
    // Scripts come from files only: the page's policy takes none that stand in it.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2022',
  },
})
