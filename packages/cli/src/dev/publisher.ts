import type { Configuration } from '@tidings/dispatcher/config'
import type { Ledger } from '@tidings/dispatcher/ledger'
import {
  type MjmlCompiler,
  type ReadTemplate,
  readTemplate,
  readTemplates,
  type TemplateSource,
  templateNames,
} from '@tidings/dispatcher/templates'

import { type Publishing, publishOne } from '../publishing.js'

/** Publishes the templates of a project, again and again, one thing after the other. */
export interface Publisher {
  /** Publishes all; answers what came of each. */
  all(): Promise<readonly Publishing[]>
  /**
   * Publishes what was saved; a shared piece publishes all. What is right is published at once; what is wrong is told when
   * a second look finds it wrong still.
   *
   * @param names folders below the templates folder.
   * @param again whether this is the second look.
   */
  saved(names: ReadonlySet<string>, again: boolean): Promise<void>
  /** Versions that are active, by template. */
  readonly active: ReadonlyMap<string, string>
  /** Publishes nothing more; resolves when nothing is under way. */
  close(): Promise<void>
}

/** How to publish. */
export interface PublisherOptions {
  readonly ledger: Ledger
  readonly configuration: Configuration
  readonly mjml: MjmlCompiler
  readonly byWhom: string
  /** Versions that are active already, by template. */
  readonly active: ReadonlyMap<string, string>
  /** One template was saved: it is published, or it is not and the version before goes on being sent. */
  readonly published: (publishing: Publishing, stillSending: string | undefined) => void
}

/** Makes a publisher for one configuration. */
export function createPublisher(options: PublisherOptions): Publisher {
  const { ledger, configuration, mjml, byWhom, published } = options
  const folder = configuration.templates
  const active = new Map(options.active)
  /** What came of each template last: its hash, or its findings. */
  const told = new Map<string, string>()
  let closed = false
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }

  const publishEach = async (templates: readonly ReadTemplate[]): Promise<readonly Publishing[]> => {
    const done: Publishing[] = []
    for (const template of templates) {
      if (closed) break
      const publishing = await publishOne(ledger, configuration, template, { mjml, byWhom })
      if (publishing.ok) active.set(publishing.name, publishing.hash)
      done.push(publishing)
    }
    return done
  }
  /** Those of the names that are templates: others are files beside them, or were removed. */
  const readSome = async (names: ReadonlySet<string>): Promise<readonly ReadTemplate[]> => {
    const there = (await templateNames(folder)).filter((name) => names.has(name))
    return Promise.all(there.map((name) => readTemplate(folder, name)))
  }

  return {
    all: () => inTurn(async () => publishEach(await readTemplates(folder))),
    saved: (names, again) =>
      inTurn(async () => {
        const shared = [...names].some((name) => name.startsWith('_'))
        const before = new Map(active)
        const read = await (shared ? readTemplates(folder) : readSome(names))
        const ready = again ? read : read.filter(({ source }) => source === undefined || !hasEmptyFile(source))
        for (const publishing of await publishEach(ready)) {
          // What is wrong at the first look may be half saved.
          if (!again && !publishing.ok) continue
          const outcome = publishing.ok ? publishing.hash : JSON.stringify(publishing.findings)
          const isNews = told.get(publishing.name) !== outcome
          told.set(publishing.name, outcome)
          if (again && !isNews) continue
          // A shared piece touches all; those that it does not change are not worth a line.
          if (shared && publishing.ok && !publishing.changed) continue
          published(publishing, before.get(publishing.name))
        }
      }),
    active,
    close: async () => {
      closed = true
      await last
    },
  }
}

/** Editors empty a file before they fill it, and an empty text is one that could be sent: the second look decides. */
function hasEmptyFile({ yaml, files, partials }: TemplateSource): boolean {
  return [yaml, ...Object.values(files), ...Object.values(partials)].some((text) => text.trim() === '')
}
