import { type ProjectWatchers, type Watching, watchConfiguration, watchTemplates } from '../preview/watch-project.js'

/** The files of a project, watched once for all who work on them. */
export interface WatchedProject {
  /** Tells somebody of saves until that is closed. Who came last is told first. */
  tell(watchers: ProjectWatchers): Watching
  /** Reads `tidings.yaml` as if it was saved now. */
  lookAtConfiguration(): void
  /** Watches another folder of templates instead. */
  move(templates: string): Promise<void>
  close(): Promise<void>
}

/** Watches templates and `tidings.yaml`; resolves when nothing that is saved from then on is missed. */
export async function watchSaves(
  { templates, file }: { readonly templates: string; readonly file: string },
  failed: (error: unknown) => void,
): Promise<WatchedProject> {
  let told: readonly ProjectWatchers[] = []
  /** One after the other, so that the first has the processor; what fails for one is done for the others. */
  const each = async (work: (watchers: ProjectWatchers) => Promise<void>): Promise<void> => {
    for (const watchers of told) await work(watchers).catch(watchers.failed)
  }
  const all: ProjectWatchers = {
    templates: (names, again) => each((watchers) => watchers.templates(names, again)),
    configuration: (again) => each((watchers) => watchers.configuration(again)),
    failed,
  }
  let folder = templates
  const ofConfiguration = watchConfiguration(file, all)
  let ofTemplates = await watchTemplates(folder, all)
  return {
    tell: (watchers) => {
      told = [watchers, ...told]
      return {
        close: async () => {
          told = told.filter((other) => other !== watchers)
        },
      }
    },
    lookAtConfiguration: () => ofConfiguration.saved(file),
    move: async (next) => {
      if (next === folder) return
      folder = next
      await ofTemplates.close()
      ofTemplates = await watchTemplates(folder, all)
    },
    close: async () => void (await Promise.all([ofTemplates.close(), ofConfiguration.close()])),
  }
}
