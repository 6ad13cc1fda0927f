import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'

import { createSaveQueue, type SaveQueue } from '../dev/save-queue.js'
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

/** Something that is watched, or told, until it is closed. */
export interface Watching {
  close(): Promise<void>
}

/** Files that are watched. */
export interface WatchedFiles extends Watching {
  /** Looks at a file as if it was saved now. */
  saved(name: string): void
}

/** Watches the templates and `tidings.yaml`; resolves when nothing that is saved from then on is missed. */
export async function watchProject(
  { templates, file }: { readonly templates: string; readonly file: string },
  watchers: ProjectWatchers,
): Promise<Watching> {
  const both = [watchConfiguration(file, watchers), await watchTemplates(templates, watchers)]
  return { close: async () => void (await Promise.all(both.map((each) => each.close()))) }
}

/** Watches a folder of templates; resolves when nothing that is saved from then on is missed. */
export async function watchTemplates(
  folder: string,
  { templates, failed }: Pick<ProjectWatchers, 'templates' | 'failed'>,
): Promise<WatchedFiles> {
  const saves = createSaveQueue(templates, failed)
  const watcher = await watchFolders(folder, {
    changed: (path) => {
      const [name] = path.split('/')
      if (name !== undefined && name !== '' && !asides.test(path)) saves.saved(name)
    },
    failed,
  })
  return watched(watcher, saves)
}

/** Watches `tidings.yaml`. */
export function watchConfiguration(
  file: string,
  { configuration, failed }: Pick<ProjectWatchers, 'configuration' | 'failed'>,
): WatchedFiles {
  const saves = createSaveQueue((_names, again) => configuration(again), failed)
  // The folder is watched, not the file: an editor that saves by renaming leaves a watcher of the file with the old one.
  const watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
    if (name === basename(file)) saves.saved(file)
  })
  watcher.on('error', failed)
  return watched(watcher, saves)
}

function watched(watcher: { close(): void }, saves: SaveQueue): WatchedFiles {
  return {
    saved: saves.saved,
    close: async () => {
      watcher.close()
      await saves.close()
    },
  }
}
