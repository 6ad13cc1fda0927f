import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'

import { createSaveQueue } from '../dev/save-queue.js'
import { watchFolders } from './watch-folders.js'

/** What is told of saved files. */
export interface ProjectWatchers {
  /** Folders below the templates folder; `again`: it is the second look. */
  readonly templates: (names: ReadonlySet<string>, again: boolean) => Promise<void>
  readonly configuration: (again: boolean) => Promise<void>
  readonly failed: (error: unknown) => void
}

/** Files that editors and systems lay beside those that are saved. */
const asides = /(^|\/)\.|~$|\.sw[a-z]$/

/** Watches the templates and `tidings.yaml`; resolves when nothing that is saved from then on is missed. */
export async function watchProject(
  { templates, file }: { readonly templates: string; readonly file: string },
  watchers: ProjectWatchers,
): Promise<{ close(): Promise<void> }> {
  const saves = createSaveQueue(watchers.templates, watchers.failed)
  const settings = createSaveQueue((_names, again) => watchers.configuration(again), watchers.failed)
  // The folder is watched, not the file: an editor that saves by renaming leaves a watcher of the file with the old one.
  const ofSettings = watch(dirname(file), { persistent: false }, (_event, name) => {
    if (name === basename(file)) settings.saved(file)
  })
  ofSettings.on('error', watchers.failed)
  const ofTemplates = await watchFolders(templates, {
    changed: (path) => {
      const [name] = path.split('/')
      if (name !== undefined && name !== '' && !asides.test(path)) saves.saved(name)
    },
    failed: watchers.failed,
  })
  return {
    close: async () => {
      ofTemplates.close()
      ofSettings.close()
      await Promise.all([saves.close(), settings.close()])
    },
  }
}
