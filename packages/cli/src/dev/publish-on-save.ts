import { relative, sep } from 'node:path'
import type { Configuration } from '@tidings/dispatcher/config'
import type { Ledger } from '@tidings/dispatcher/ledger'
import { createMjmlCompiler, readTemplates } from '@tidings/dispatcher/templates'
import { watch } from 'chokidar'

import { type Publishing, publishOne } from '../publishing.js'
import { createSaveQueue } from './save-queue.js'

/** Publishes the templates of a project, again and again. */
export interface Publisher {
  /** Publishes all; answers what came of each. Whatever is saved from then on is noticed. */
  all(): Promise<readonly Publishing[]>
  /** Versions that are active, by template. */
  readonly active: ReadonlyMap<string, string>
  close(): Promise<void>
}

/** What publishing on save tells. */
export interface PublisherEvents {
  /** One template was saved: it is published, or it is not and the version before goes on being sent. */
  published(publishing: Publishing, stillSending: string | undefined): void
  failed(error: unknown): void
}

/** How to publish. */
export interface PublisherOptions {
  readonly ledger: Ledger
  readonly configuration: Configuration
  readonly byWhom: string
  readonly watch: boolean
  /** Versions that are active already, by template. */
  readonly active: ReadonlyMap<string, string>
  readonly events: PublisherEvents
}

/**
 * Publishes templates and, with `watch`, each one again when one of its files is saved; a shared piece publishes all.
 * What is right is published at once; what is wrong is told when a second look finds it wrong still.
 */
export function createPublisher(options: PublisherOptions): Publisher {
  const { ledger, configuration, byWhom, events } = options
  const folder = configuration.templates
  const mjml = createMjmlCompiler()
  const active = new Map(options.active)
  /** What came of each template last: its hash, or its findings. */
  const told = new Map<string, string>()

  const publishAll = async (names?: ReadonlySet<string>): Promise<readonly Publishing[]> => {
    const done: Publishing[] = []
    for (const template of await readTemplates(folder)) {
      if (names !== undefined && !names.has(template.name)) continue
      const publishing = await publishOne(ledger, configuration, template, { mjml, byWhom })
      if (publishing.ok) active.set(publishing.name, publishing.hash)
      done.push(publishing)
    }
    return done
  }

  const publishSaved = async (names: ReadonlySet<string>, again: boolean): Promise<void> => {
    const shared = [...names].some((name) => name.startsWith('_'))
    const before = new Map(active)
    for (const publishing of await publishAll(shared ? undefined : names)) {
      // What is wrong at the first look may be half saved.
      if (!again && !publishing.ok) continue
      const outcome = publishing.ok ? publishing.hash : JSON.stringify(publishing.findings)
      const isNews = told.get(publishing.name) !== outcome
      told.set(publishing.name, outcome)
      if (again && !isNews) continue
      // A shared piece touches all; those that it does not change are not worth a line.
      if (shared && publishing.ok && !publishing.changed) continue
      events.published(publishing, before.get(publishing.name))
    }
  }
  const queue = createSaveQueue(publishSaved, events.failed)

  const changed = (path: string): void => {
    const [name] = relative(folder, path).split(sep)
    if (name !== undefined && name !== '' && !name.startsWith('.')) queue.saved(name)
  }

  const watcher = options.watch
    ? watch(folder, {
        ignoreInitial: true,
        atomic: true,
        ignored: (path) => /(^|[\\/])\.|~$|\.sw[a-z]$/.test(relative(folder, path)),
      })
    : undefined
  watcher?.on('all', (event, path) => {
    if (event !== 'addDir' && event !== 'unlinkDir') changed(path)
  })
  watcher?.on('error', events.failed)
  // What is saved before is neither told nor new.
  const watching = watcher === undefined ? undefined : new Promise<void>((resolve) => watcher.once('ready', resolve))

  return {
    all: async () => {
      await watching
      return publishAll()
    },
    active,
    close: async () => {
      await watcher?.close()
      await queue.close()
      await mjml.close()
    },
  }
}
