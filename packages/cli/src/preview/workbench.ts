import { setTimeout as sleep } from 'node:timers/promises'
import type { Configuration } from '@tidings/dispatcher/config'
import { lintTemplates } from '@tidings/dispatcher/lint'
import type { Artefact } from '@tidings/dispatcher/render'
import {
  compileTemplate,
  createMjmlCompiler,
  type Finding,
  type MjmlCompiler,
  type ReadTemplate,
  readTemplate,
  readTemplates,
  type TemplateSource,
} from '@tidings/dispatcher/templates'

import { compileSettings, lintSettings } from '../template-set.js'
import type { PreviewEvent, TemplateEntry } from './answers.js'

/** A template as it lies on the bench. */
export interface Piece {
  readonly name: string
  /** As it was read last; absent where it has no template.yaml. */
  readonly source?: TemplateSource
  /** The last version that compiled. */
  readonly artefact?: Artefact
  /** Why the files do not compile now; empty where they do, and the artefact is theirs. */
  readonly errors: readonly Finding[]
  /** All that lint said of the files last. */
  readonly findings: readonly Finding[]
  /** Whether `findings` are those of the files as they are now. */
  readonly linted: boolean
}

/** The templates of a project, compiled as they are looked at and linted one after the other. */
export interface Workbench {
  list(): readonly TemplateEntry[]
  /** A template, compiled; undefined where there is none of this name. */
  find(name: string): Promise<Piece | undefined>
  /**
   * Files below the templates folder were saved.
   *
   * @param names folders that they are in; one that starts with `_` touches all templates.
   * @param again whether this is the second look: what is wrong at the first may be half saved, and is not told.
   */
  saved(names: ReadonlySet<string>, again: boolean): Promise<void>
  /** Another tidings.yaml is in force. */
  configure(configuration: Configuration): Promise<void>
  close(): Promise<void>
}

/** How long nobody must have asked for a render before the next template is linted, ms. */
const quietMs = 400

/**
 * Lays out templates as they were read; linting them begins when they are listed.
 *
 * @param shared a compiler that others use too, and close. Default: one of its own.
 */
export function openWorkbench(
  first: Configuration,
  templates: readonly ReadTemplate[],
  tell: (event: PreviewEvent) => void,
  shared?: MjmlCompiler,
): Workbench {
  let configuration = first
  let closed = false
  const mjml = shared ?? createMjmlCompiler()
  // Loading mjml takes longer than a browser takes to open the page: it starts at once.
  mjml.compile('<mjml><mj-body></mj-body></mjml>').catch(() => {})
  const pieces = new Map<string, Piece>()
  /** Templates to lint, those looked at last first. */
  const waiting = new Set<string>()
  let linting: Promise<void> | undefined
  /** When somebody last waited for a render: lint, which takes longer, comes after. */
  let askedAt = Date.now()
  let telling: NodeJS.Timeout | undefined
  /** The list is asked for as a whole: counts that come close together are told together. */
  const tellListed = (): void => {
    telling ??= setTimeout(() => {
      telling = undefined
      tell({ kind: 'listed' })
    }, quietMs)
  }

  const put = ({ name, source, findings }: ReadTemplate): void => {
    pieces.set(name, { name, ...(source && { source }), errors: [], findings, linted: false })
  }
  for (const read of templates) put(read)

  const lintOne = async (name: string): Promise<void> => {
    const piece = pieces.get(name)
    if (piece === undefined || piece.linted) return
    const options = { ...lintSettings(configuration), mjml }
    const { source } = piece
    const read = { name, findings: source === undefined ? piece.findings : [], ...(source && { source }) }
    const [result] = await lintTemplates([read], options)
    const now = pieces.get(name)
    // Saved meanwhile: it is in the queue again.
    if (result === undefined || now === undefined || now.source !== source) return
    pieces.set(name, { ...now, findings: result.findings, linted: true })
    tellListed()
  }
  const lintAll = async (): Promise<void> => {
    for (let [name] = waiting; name !== undefined && !closed; [name] = waiting) {
      const quiet = Date.now() - askedAt
      if (quiet < quietMs) await sleep(quietMs - quiet)
      else {
        waiting.delete(name)
        await lintOne(name)
      }
    }
  }
  const lintSoon = (names: Iterable<string>): void => {
    const before = [...waiting]
    waiting.clear()
    for (const name of [...names, ...before]) waiting.add(name)
    linting ??= lintAll().finally(() => {
      linting = undefined
    })
  }

  const compile = async (piece: Piece): Promise<Piece> => {
    if (piece.source === undefined) return { ...piece, errors: piece.findings }
    const { artefact, findings } = await compileTemplate(piece.source, { ...compileSettings(configuration), mjml })
    const errors = findings.filter(({ severity }) => severity === 'error')
    return artefact === undefined ? { ...piece, errors } : { ...piece, artefact, errors: [] }
  }

  /** Compiles what was read anew; answers whether there is something to tell. */
  const refresh = async (read: ReadTemplate, again: boolean): Promise<boolean> => {
    const { name, source, findings } = read
    const before = pieces.get(name)
    if (before !== undefined && sameSource(before.source, source)) return false
    const readErrors = findings.filter(({ severity }) => severity === 'error')
    const next = await compile({
      name,
      ...(source && { source }),
      ...(before?.artefact && { artefact: before.artefact }),
      errors: [],
      findings,
      linted: false,
    })
    const errors = [...readErrors, ...next.errors]
    if (errors.length > 0 && !again && before?.artefact !== undefined) return false
    pieces.set(name, { ...next, errors, findings: before?.findings ?? [] })
    return true
  }

  let begun = false
  return {
    list: () => {
      // What nobody looks at need not be linted: a start should not wait for it.
      if (!begun) lintSoon(pieces.keys())
      begun = true
      return [...pieces.values()].map(entryOf).sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    find: async (name) => {
      askedAt = Date.now()
      const piece = pieces.get(name)
      if (piece === undefined || piece.artefact !== undefined || piece.errors.length > 0) return piece
      const compiled = await compile(piece)
      // Saved while it was compiled: that version is the newer one.
      if (pieces.get(name)?.source !== piece.source) return pieces.get(name)
      const now = { ...(pieces.get(name) ?? piece), ...compiled, findings: pieces.get(name)?.findings ?? [] }
      pieces.set(name, { ...now, linted: pieces.get(name)?.linted ?? false })
      lintSoon(compiled.source === undefined ? [] : [name])
      return pieces.get(name)
    },
    saved: async (names, again) => {
      askedAt = Date.now()
      const { templates: folder } = configuration
      const shared = [...names].some((name) => name.startsWith('_'))
      const read =
        shared || names.size > 1
          ? (await readTemplates(folder)).filter(({ name }) => shared || names.has(name))
          : await Promise.all([...names].map((name) => readTemplate(folder, name)))
      const gone = (shared ? [...pieces.keys()] : [...names]).filter(
        (name) => pieces.has(name) && !read.some((each) => each.name === name && each.source !== undefined),
      )
      const changed: string[] = []
      for (const each of read) {
        if (gone.includes(each.name) && again) pieces.delete(each.name)
        else if (!gone.includes(each.name) && (await refresh(each, again))) {
          changed.push(each.name)
          tell({ kind: 'changed', template: each.name })
        }
      }
      lintSoon(changed)
      if (changed.length > 0 || gone.length > 0) tellListed()
    },
    configure: async (next) => {
      configuration = next
      const names = [...pieces.keys()]
      pieces.clear()
      for (const read of await readTemplates(next.templates).catch(() => [])) put(read)
      tell({ kind: 'configuration' })
      for (const name of names) tell({ kind: 'changed', template: name })
      lintSoon(pieces.keys())
    },
    close: async () => {
      closed = true
      clearTimeout(telling)
      await linting
      if (shared === undefined) await mjml.close()
    },
  }
}

function entryOf({ name, source, artefact, errors, findings, linted }: Piece): TemplateEntry {
  const all = linted ? findings : errors
  return {
    name,
    title: artefact?.title ?? /^title:\s*['"]?(.*?)['"]?\s*$/m.exec(source?.yaml ?? '')?.[1] ?? name,
    channels: artefact?.steps.channels ?? [],
    locales: artefact?.locales ?? [],
    samples: Object.keys(source?.samples ?? {}),
    errors: all.filter(({ severity }) => severity === 'error').length,
    warnings: all.filter(({ severity }) => severity === 'warning').length,
    linted,
  }
}

function sameSource(left: TemplateSource | undefined, right: TemplateSource | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
