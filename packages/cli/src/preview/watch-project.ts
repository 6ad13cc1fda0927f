import { dirname, relative, sep } from 'node:path'
import { watch } from 'chokidar'

import { createSaveQueue } from '../dev/save-queue.js'

/** What is told of saved files. */
export interface ProjectWatchers {
  /** Folders below the templates folder; `again`: it is the second look. */
  readonly templates: (names: ReadonlySet<string>, again: boolean) => Promise<void>
  readonly configuration: (again: boolean) => Promise<void>
  readonly failed: (error: unknown) => void
}

/** Watches the templates and `tidings.yaml`; resolves when nothing that is saved from then on is missed. */
export async function watchProject(
  { templates, file }: { readonly templates: string; readonly file: string },
  watchers: ProjectWatchers,
): Promise<{ close(): Promise<void> }> {
  const saves = createSaveQueue(watchers.templates, watchers.failed)
  const settings = createSaveQueue((_names, again) => watchers.configuration(again), watchers.failed)
  const ofTemplates = watch(templates, {
    ignoreInitial: true,
    ignored: (path) => /(^|[\\/])\.|~$|\.sw[a-z]$/.test(relative(templates, path)),
  })
  ofTemplates.on('all', (_event, path) => {
    const [name] = relative(templates, path).split(sep)
    if (name !== undefined && name !== '') saves.saved(name)
  })
  // The folder is watched, not the file: an editor that saves by renaming leaves a watcher of the file with the old one.
  const ofSettings = watch(dirname(file), {
    depth: 0,
    ignoreInitial: true,
    ignored: (path) => path !== dirname(file) && path !== file,
  })
  ofSettings.on('all', (_event, path) => {
    if (path === file) settings.saved(file)
  })
  for (const watcher of [ofTemplates, ofSettings]) watcher.on('error', watchers.failed)
  await Promise.all(
    [ofTemplates, ofSettings].map((watcher) => new Promise<void>((resolve) => watcher.once('ready', () => resolve()))),
  )
  return {
    close: async () => {
      await Promise.all([ofTemplates.close(), ofSettings.close()])
      await Promise.all([saves.close(), settings.close()])
    },
  }
}
