import type { TemplateSnapshot, TemplateVersion } from '../admit/plan-intent.js'
import { decodeArtefact } from '../render/artefact.js'
import { loadTemplate } from '../render/load-template.js'
import type { Session } from './connection.js'
import { shortHash } from './hash.js'
import type { Names } from './names.js'
import { listVersions, readVersionArtefact, type VersionRow } from './template-versions.js'

/** The published templates of one environment, loaded once per version and shared by intake and delivery. */
export interface TemplateCatalog {
  /** Reads the list of versions again. */
  refresh(session: Session): Promise<void>
  /** Loads what `find` will be asked for; reads the list again where a name or contract is not in it. */
  prepare(
    session: Session,
    wanted: readonly { readonly name: string; readonly contract?: string | undefined }[],
  ): Promise<TemplateSnapshot>
  /** The version for a contract as the ledger holds it (`shortHash`), null for whatever is active. */
  byContract(session: Session, name: string, contract: string | null): Promise<TemplateVersion | undefined>
  /** A version by its number, loaded. Undefined where the ledger has none. */
  version(session: Session, id: number): Promise<TemplateVersion | undefined>
  /** A version that was loaded before. */
  loaded(id: number): TemplateVersion | undefined
  /** Names and versions that are active, for status and logs. */
  active(): readonly { readonly name: string; readonly hash: string }[]
}

interface Known extends VersionRow {
  readonly name: string
}

const short = (contract: string | undefined): string | undefined =>
  contract === undefined ? undefined : shortHash(contract)

/**
 * Makes an empty catalog for an environment. `broken` is told once of each version that cannot be loaded, for example
 * because a newer compiler made it; its messages are held until another version is published.
 */
export function createTemplateCatalog(
  environment: string,
  names: Names,
  broken: (name: string, error: unknown) => void = () => {},
): TemplateCatalog {
  let byName: ReadonlyMap<string, readonly Known[]> = new Map()
  const loading = new Map<number, Promise<TemplateVersion | undefined>>()
  const ready = new Map<number, TemplateVersion>()

  const refresh = async (session: Session): Promise<void> => {
    const rows = await listVersions(session, environment)
    const nameOf = await names.names(
      session,
      rows.map((row) => row.template),
    )
    const found = new Map<string, Known[]>()
    for (const row of rows) {
      const name = nameOf.get(row.template) ?? ''
      const known = found.get(name)
      if (known === undefined) found.set(name, [{ ...row, name }])
      else known.push({ ...row, name })
    }
    byName = found
    // Before the first message needs them: a one-time code should not wait for a schema to compile.
    for (const { id } of actives()) await load(session, id)
  }
  const actives = (): Known[] => [...byName.values()].flat().filter((version) => version.active)
  const choose = (name: string, hash: string | undefined): Known | 'unpublished' | 'unknown-contract' => {
    const own = byName.get(name) ?? []
    const active = own.find((version) => version.active)
    if (hash === undefined) return active ?? 'unpublished'
    if (active?.contract === hash) return active
    return own.findLast((version) => version.contract === hash) ?? 'unknown-contract'
  }
  const read = async (session: Session, id: number): Promise<TemplateVersion | undefined> => {
    const bytes = await readVersionArtefact(session, id)
    if (bytes === undefined) return undefined
    try {
      const version = { id, template: loadTemplate(decodeArtefact(bytes)) }
      version.template.validate({})
      ready.set(id, version)
      return version
    } catch (error) {
      broken([...byName.values()].flat().find((version) => version.id === id)?.name ?? String(id), error)
      return undefined
    }
  }
  const load = (session: Session, id: number): Promise<TemplateVersion | undefined> => {
    const known = loading.get(id)
    if (known !== undefined) return known
    const started = read(session, id)
    loading.set(id, started)
    // Only a ledger that could not be reached is asked again.
    started.catch(() => loading.delete(id))
    return started
  }

  return {
    refresh,
    prepare: async (session, wanted) => {
      if (wanted.some(({ name, contract }) => typeof choose(name, short(contract)) === 'string')) await refresh(session)
      for (const { name, contract } of wanted) {
        const chosen = choose(name, short(contract))
        if (typeof chosen !== 'string' && !ready.has(chosen.id)) await load(session, chosen.id)
      }
      return {
        find: (name, contract) => {
          const chosen = choose(name, short(contract))
          if (typeof chosen === 'string') return chosen
          return ready.get(chosen.id) ?? 'unknown-contract'
        },
        get published() {
          return [...new Set(actives().map((version) => version.name))].sort()
        },
      }
    },
    byContract: async (session, name, contract) => {
      await refresh(session)
      const chosen = choose(name, contract ?? undefined)
      return typeof chosen === 'string' ? undefined : load(session, chosen.id)
    },
    version: async (session, id) => ready.get(id) ?? load(session, id),
    loaded: (id) => ready.get(id),
    active: () => actives().map(({ name, hash }) => ({ name, hash })),
  }
}
