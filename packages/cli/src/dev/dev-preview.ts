import type { Configuration } from '@tidings/dispatcher/config'
import type { MjmlCompiler } from '@tidings/dispatcher/templates'

import type { CommandContext } from '../command.js'
import type { OpenPreview } from '../preview/open-preview.js'
import type { Releasers } from './releasers.js'
import type { WatchedProject } from './watch-saves.js'

/** What the preview is opened with. */
export interface DevPreviewOptions {
  readonly configuration: Configuration
  /** To try, in order; 0 is a free one. */
  readonly ports: readonly number[]
  readonly mjml: MjmlCompiler
  readonly saves: WatchedProject
}

/**
 * Opens the preview of a project that runs, until it is released. It compiles and watches with the others; nothing of it is
 * loaded before.
 */
export function openDevPreview(
  context: CommandContext,
  { configuration, ports, mjml, saves }: DevPreviewOptions,
  releasers: Releasers,
): Promise<OpenPreview> {
  const open = async (): Promise<OpenPreview> => {
    const { openPreview } = await import('../preview/open-preview.js')
    return openPreview(context, { configuration }, ports, { mjml, watch: async (watchers) => saves.tell(watchers) })
  }
  const opening = open()
  // Whoever needs it asks later, and may have failed by then.
  opening.catch(() => {})
  releasers.add(async () => {
    const opened = await opening.catch(() => undefined)
    await opened?.close()
  })
  return opening
}
