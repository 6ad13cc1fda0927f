import { fileURLToPath } from 'node:url'

import { defineConfig, type Plugin } from 'vite'

/** Puts the style sheet into the page: it is painted as soon as it has come, and asks for its script alone. */
const styleInPage: Plugin = {
  name: 'style-in-page',
  enforce: 'post',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) =>
      html.replace(/<link rel="stylesheet"[^>]* href="\/([^"]+)">/g, (link, name: string) => {
        const sheet = bundle[name]
        if (sheet?.type !== 'asset') return link
        delete bundle[name]
        return `<style>${sheet.source.toString()}</style>`
      }),
  },
}

// Built when the package is built; what it makes is all that is shipped, so it has no runtime dependency.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [styleInPage],
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
