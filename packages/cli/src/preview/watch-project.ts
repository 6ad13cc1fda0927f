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
  const both = await Promise.all([watchTemplates(templates, watchers), watchConfiguration(file, watchers)])
  return { close: async () => void (await Promise.all(both.map((each) => each.close()))) }
}

/** Watches a folder of templates. */
export async function watchTemplates(
  folder: string,
  { templates, failed }: Pick<ProjectWatchers, 'templates' | 'failed'>,
): Promise<WatchedFiles> {
  const saves = createSaveQueue(templates, failed)
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path) => /(^|[\\/])\.|~$|\.sw[a-z]$/.test(relative(folder, path)),
  })
  watcher.on('all', (event, path) => {
    const [name] = relative(folder, path).split(sep)
    // A folder without files is no template yet.
    if (event !== 'addDir' && name !== undefined && name !== '') saves.saved(name)
  })
  return ready(watcher, saves, failed)
}

/** Watches `tidings.yaml`. */
export async function watchConfiguration(
  file: string,
  { configuration, failed }: Pick<ProjectWatchers, 'configuration' | 'failed'>,
): Promise<WatchedFiles> {
  const saves = createSaveQueue((_names, again) => configuration(again), failed)
  // The folder is watched, not the file: an editor that saves by renaming leaves a watcher of the file with the old one.
  const watcher = watch(dirname(file), {
    depth: 0,
    ignoreInitial: true,
    ignored: (path) => path !== dirname(file) && path !== file,
  })
  watcher.on('all', (_event, path) => {
    if (path === file) saves.saved(file)
  })
  return ready(watcher, saves, failed)
}

async function ready(
  watcher: ReturnType<typeof watch>,
  saves: ReturnType<typeof createSaveQueue>,
  failed: (error: unknown) => void,
): Promise<WatchedFiles> {
  watcher.on('error', failed)
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()))
  return {
    saved: saves.saved,
    close: async () => {
      await watcher.close()
      await saves.close()
    },
  }
}
