import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'

import type { MjmlReply, MjmlRequest } from './messages.js'

// mjml reads a .mjmlconfig of the working directory when it is loaded, and requires what that names. Here it finds none,
// whatever directory a user stands in.
process.cwd = () => dirname(fileURLToPath(import.meta.url))

const { default: compile } = await import('mjml')

// mjml names the parts of navbars and carousels at random; the same source has to give the same bytes.
let seed = 1
Math.random = () => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed / 2_147_483_647
}

// One after the other: what mjml draws at random depends on the mail alone.
let queue = Promise.resolve()
parentPort?.on('message', ({ id, mjml }: MjmlRequest) => {
  queue = queue.then(async () => parentPort?.postMessage(await answer(id, mjml)))
})

async function answer(id: number, mjml: string): Promise<MjmlReply> {
  seed = 1
  try {
    const { html, errors } = await compile(mjml, {
      validationLevel: 'soft',
      ignoreIncludes: true,
      keepComments: false,
      fonts: {},
      minify: false,
      beautify: false,
    })
    return {
      id,
      html,
      errors: errors.map(({ line, message, tagName }) => ({ line, message, element: tagName })),
    }
  } catch (error) {
    return { id, html: '', errors: [], crash: error instanceof Error ? error.message : String(error) }
  }
}
