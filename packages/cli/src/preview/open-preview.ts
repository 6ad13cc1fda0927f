import type { Configuration } from '@tidings/dispatcher/config'

import type { CommandContext } from '../command.js'
import { createFrames } from './frames.js'
import { createListeners } from './listeners.js'
import { startPreviewServer } from './preview-server.js'
import type { ProjectApi, SharedWork } from './project-api.js'

/** A preview that is open. */
export interface OpenPreview {
  readonly url: string
  close(): Promise<void>
}

/** How long the page has to be fetched before what it asks for is loaded unasked, ms. */
const pageFirstMs = 250

/**
 * Serves the preview of a project, in step with its files, until it is closed. The page comes first: reading templates
 * takes several times as much code, which is loaded when the page asks for something, or a moment later.
 *
 * @param first what is in force.
 * @param ports to try, in order; 0 is a free one.
 * @param shared who opens it compiles and watches too, and tells what is odd in `tidings.yaml`. Default: it works alone.
 */
export async function openPreview(
  context: CommandContext,
  first: { readonly configuration: Configuration },
  ports: readonly number[],
  shared?: SharedWork,
): Promise<OpenPreview> {
  const frames = createFrames()
  const listeners = createListeners()
  let opening: Promise<ProjectApi> | undefined
  const project = (): Promise<ProjectApi> => {
    opening ??= import('./project-api.js').then(({ openProjectApi }) =>
      openProjectApi(context, first.configuration, { frames, listeners, ...(shared && { shared }) }),
    )
    return opening
  }
  const server = await listenOn(ports, (port) => startPreviewServer(port, { project, frames, listeners }))
  const soon = setTimeout(() => void project().catch(() => {}), pageFirstMs)
  return {
    url: server.url,
    close: async () => {
      clearTimeout(soon)
      await (await opening?.catch(() => undefined))?.close()
      await server.close()
    },
  }
}

async function listenOn<T>(ports: readonly number[], listen: (port: number) => Promise<T>): Promise<T> {
  const [port = 0, ...others] = ports
  try {
    return await listen(port)
  } catch (error) {
    if (others.length === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return listenOn(others, listen)
  }
}
