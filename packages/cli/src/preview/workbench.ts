import type { Configuration } from '@tidings/dispatcher/config'
import {
  createMjmlCompiler,
  type MjmlCompiler,
  type ReadTemplate,
  readTemplate,
  templateNames,
  titleIn,
} from '@tidings/dispatcher/templates'

import type { PreviewEvent, TemplateEntry } from './answers.js'
import { createLintQueue, type LintQueue } from './lint-queue.js'
import { countsOf, isHalfSaved, lintPiece, makePiece, type Piece, sameSource } from './piece.js'
import { createTemplateIndex } from './template-index.js'

/** The templates of a project: each is compiled when somebody looks at it, and linted when it is seen in the list. */
export interface Workbench {
  list(): Promise<readonly TemplateEntry[]>
  /** A template, compiled; undefined where there is none of this name. */
  find(name: string): Promise<Piece | undefined>
  /** Lints templates soon, those of the last call first. */
  lint(names: readonly string[]): void
  /**
   * Files below the templates folder were saved.
   *
   * @param names folders that they are in; one that starts with `_` touches all templates.
   * @param again whether this is the second look: what is wrong at the first may be half saved, and is not told.
   */
  saved(names: ReadonlySet<string>, again: boolean): Promise<void>
  /** Looks at everything that was read: it may have been saved before anybody watched. */
  recheck(): Promise<void>
  /** Another tidings.yaml is in force. */
  configure(configuration: Configuration): void
  close(): Promise<void>
}

/** Templates that lie open, those looked at last. Each has its source and artefact, about 100 KB. */
const openAtOnce = 50

/** How long a file that was emptied may take to be filled again, ms: longer than a second look waits. */
const emptyMs = 500

/**
 * Makes the bench; nothing is read before somebody asks.
 *
 * @param shared a compiler that others use too, and close. Default: one of its own.
 */
export function openWorkbench(
  first: Configuration,
  tell: (event: PreviewEvent) => void,
  shared?: MjmlCompiler,
): Workbench {
  let configuration = first
  const mjml = shared ?? createMjmlCompiler()
  // Loading mjml takes longer than a browser takes to ask for the first mail: it starts at once.
  mjml.compile('<mjml><mj-body></mj-body></mjml>').catch(() => {})
  const index = createTemplateIndex(configuration.templates, tell)
  /** Those looked at last are at the end. */
  const open = new Map<string, Piece>()
  const opening = new Map<string, Promise<Piece | undefined>>()

  const read = (name: string): Promise<ReadTemplate> => readTemplate(configuration.templates, name)
  const isThere = async (name: string): Promise<boolean> =>
    (await templateNames(configuration.templates).catch((): readonly string[] => [])).includes(name)
  const lay = (piece: Piece): Piece => {
    open.delete(piece.name)
    open.set(piece.name, piece)
    const [oldest] = open.keys()
    if (open.size > openAtOnce && oldest !== undefined) open.delete(oldest)
    return piece
  }
  const enter = ({ name, source }: ReadTemplate, found: Pick<TemplateEntry, 'errors' | 'warnings' | 'linted'>): void =>
    index.put({ name, title: titleIn(source?.yaml ?? '') ?? name, ...found })

  const queue: LintQueue = createLintQueue(async (name) => {
    const [piece, entry] = [open.get(name), index.find(name)]
    if (piece?.linted === true && entry?.linted === false) {
      return index.put({ ...entry, ...countsOf(piece.findings), linted: true })
    }
    if ((piece ?? entry)?.linted === true) return
    const template: ReadTemplate =
      piece?.source === undefined ? await read(name) : { name, source: piece.source, findings: [] }
    const findings = await lintPiece(template, configuration, mjml)
    const now = open.get(name)
    const isOld = now === undefined ? index.find(name) !== entry : !sameSource(now.source, template.source)
    if (isOld) return queue.add([name])
    if (now !== undefined) open.set(name, { ...now, findings, linted: true })
    if (index.find(name) !== undefined) enter(template, { ...countsOf(findings), linted: true })
  })

  const openUp = async (name: string): Promise<Piece | undefined> => {
    const template = await read(name)
    if (template.source === undefined && !(await isThere(name))) return undefined
    const piece = lay(await makePiece(template, undefined, configuration, mjml))
    queue.add([name])
    return piece
  }

  /** Templates in which a file was empty at the second look as well. */
  const emptied = new Set<string>()
  const later = new Set<NodeJS.Timeout>()
  const lookLater = (name: string): void => {
    emptied.add(name)
    const timer = setTimeout(() => {
      later.delete(timer)
      // What went away meanwhile is told by whoever watches.
      lookAll([name], true).catch(() => {})
    }, emptyMs)
    later.add(timer)
  }

  /** Reads what was saved: an open template as a whole, of another what the list says. */
  const look = async (name: string, again: boolean): Promise<void> => {
    await opening.get(name)
    const template = await read(name)
    const before = open.get(name)
    if (template.source === undefined && !(await isThere(name))) {
      // Editors and version control take files away for a moment.
      if (!again) return
      open.delete(name)
      index.remove(name)
      if (before !== undefined) tell({ kind: 'changed', template: name })
      return
    }
    if (before === undefined) return enter(template, { errors: 0, warnings: 0, linted: false })
    if (sameSource(before.source, template.source)) return
    if (isHalfSaved(before.source, template.source) && !(again && emptied.delete(name))) {
      if (again) lookLater(name)
      return
    }
    emptied.delete(name)
    const piece = await makePiece(template, before, configuration, mjml)
    // Another look was faster: what it found may be newer.
    if (open.get(name)?.source !== before.source) return look(name, again)
    if (piece.errors.length > 0 && !again && before.artefact !== undefined) return
    open.set(name, piece)
    tell({ kind: 'changed', template: name })
    enter(template, { ...countsOf(piece.errors), linted: false })
    queue.add([name])
  }
  const lookAll = async (names: Iterable<string>, again: boolean): Promise<void> => {
    for (const name of names) await queue.after(look(name, again))
  }
  const openNames = (): readonly string[] => [...open.keys(), ...opening.keys()].reverse()

  return {
    list: () => index.list(),
    find: async (name) => {
      const known = open.get(name)
      if (known !== undefined) return queue.after(Promise.resolve(lay(known)))
      const found = opening.get(name) ?? openUp(name).finally(() => opening.delete(name))
      opening.set(name, found)
      return queue.after(found)
    },
    lint: (names) => queue.add(names),
    saved: async (names, again) => {
      const ofShared = [...names].some((name) => name.startsWith('_'))
      const own = [...names].filter((name) => !name.startsWith('_'))
      await lookAll(new Set([...own, ...(ofShared ? openNames() : [])]), again)
      if (ofShared && !again) index.outdate()
    },
    recheck: async () => {
      await index.reread()
      await lookAll(openNames(), true)
    },
    configure: (next) => {
      configuration = next
      const names = openNames()
      open.clear()
      index.reset(next.templates)
      tell({ kind: 'configuration' })
      for (const name of names) tell({ kind: 'changed', template: name })
    },
    close: async () => {
      for (const timer of later) clearTimeout(timer)
      index.close()
      await queue.close()
      if (shared === undefined) await mjml.close()
    },
  }
}
