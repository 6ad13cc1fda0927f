import { setImmediate as nextTurn } from 'node:timers/promises'
import { readTitle, templateNames } from '@tidings/dispatcher/templates'

import type { PreviewEvent, TemplateEntry } from './answers.js'

/** The list of a project's templates: names, titles, and what lint counted. Small, however many there are. */
export interface TemplateIndex {
  /** All of them, sorted; the titles are read when somebody asks first. */
  list(): Promise<readonly TemplateEntry[]>
  find(name: string): TemplateEntry | undefined
  /** Puts an entry in or changes it, and tells the pages, of several that come close together at once. */
  put(entry: TemplateEntry): void
  remove(name: string): void
  /** The counts of all are those of other files. */
  outdate(): void
  /** Looks which templates there are, if anybody has asked. */
  reread(): Promise<void>
  /** Another folder: everything is read anew. */
  reset(folder: string): void
  close(): void
}

/** Changes that come within this time are told together, ms. */
const togetherMs = 250

/** Titles that are read in one turn: a few milliseconds. */
const atOnce = 100

/** Makes the list of a templates folder; nothing is read before somebody asks. */
export function createTemplateIndex(first: string, tell: (event: PreviewEvent) => void): TemplateIndex {
  const entries = new Map<string, TemplateEntry>()
  let folder = first
  let reading: Promise<void> | undefined
  const changed = new Set<string>()
  let isOther = false
  let telling: NodeJS.Timeout | undefined

  const tellSoon = (): void => {
    telling ??= setTimeout(() => {
      telling = undefined
      if (isOther) tell({ kind: 'listed' })
      else tell({ kind: 'counted', entries: [...changed].flatMap((name) => entries.get(name) ?? []) })
      isOther = false
      changed.clear()
    }, togetherMs)
  }
  const put = (entry: TemplateEntry): void => {
    isOther ||= entries.get(entry.name)?.title !== entry.title
    entries.set(entry.name, entry)
    changed.add(entry.name)
    tellSoon()
  }
  const remove = (name: string): void => {
    if (!entries.delete(name)) return
    isOther = true
    tellSoon()
  }
  const read = async (from: string, enter: (entry: TemplateEntry) => void): Promise<void> => {
    // A folder that cannot be read any more has no templates.
    const names = await templateNames(from).catch(() => [])
    const there = new Set(names)
    for (const name of entries.keys()) if (!there.has(name)) remove(name)
    const unread = names.filter((name) => !entries.has(name))
    for (let at = 0; at < unread.length; at += atOnce) {
      for (const name of unread.slice(at, at + atOnce)) {
        if (!entries.has(name)) enter({ name, title: readTitle(from, name), errors: 0, warnings: 0, linted: false })
      }
      await nextTurn()
      if (from !== folder) return
    }
  }

  return {
    list: async () => {
      // Whoever asks gets them: there is nobody to tell.
      reading ??= read(folder, (entry) => entries.set(entry.name, entry))
      await reading
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    find: (name) => entries.get(name),
    put,
    remove,
    reread: async () => {
      await reading
      if (reading !== undefined) await read(folder, put)
    },
    outdate: () => {
      for (const [name, entry] of entries) entries.set(name, { ...entry, linted: false })
      isOther = true
      tellSoon()
    },
    reset: (next) => {
      folder = next
      entries.clear()
      reading = undefined
      isOther = true
      tellSoon()
    },
    close: () => clearTimeout(telling),
  }
}
