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

/** Makes an empty catalog for an environment. */
export function createTemplateCatalog(environment: string, names: Names): TemplateCatalog {
  let versions: readonly Known[] = []
  const loaded = new Map<number, Promise<TemplateVersion>>()
  const ready = new Map<number, TemplateVersion>()

  const refresh = async (session: Session): Promise<void> => {
    const rows = await listVersions(session, environment)
    const nameOf = await names.names(
      session,
      rows.map((row) => row.template),
    )
    versions = rows.map((row) => ({ ...row, name: nameOf.get(row.template) ?? '' }))
  }
  const choose = (name: string, hash: string | undefined): Known | 'unpublished' | 'unknown-contract' => {
    const own = versions.filter((version) => version.name === name)
    const active = own.find((version) => version.active)
    if (hash === undefined) return active ?? 'unpublished'
    if (active?.contract === hash) return active
    return own.findLast((version) => version.contract === hash) ?? 'unknown-contract'
  }
  const load = (session: Session, id: number): Promise<TemplateVersion> => {
    let loading = loaded.get(id)
    if (loading === undefined) {
      loading = readVersionArtefact(session, id).then((bytes) => {
        if (bytes === undefined) throw new Error(`the ledger has no template version ${id}`)
        const version = { id, template: loadTemplate(decodeArtefact(bytes)) }
        ready.set(id, version)
        return version
      })
      loaded.set(id, loading)
      loading.catch(() => loaded.delete(id))
    }
    return loading
  }

  return {
    refresh,
    prepare: async (session, wanted) => {
      if (wanted.some(({ name, contract }) => typeof choose(name, short(contract)) === 'string')) await refresh(session)
      for (const { name, contract } of wanted) {
        const chosen = choose(name, short(contract))
        if (typeof chosen !== 'string') await load(session, chosen.id)
      }
      return {
        find: (name, contract) => {
          const chosen = choose(name, short(contract))
          if (typeof chosen === 'string') return chosen
          return ready.get(chosen.id) ?? 'unknown-contract'
        },
        get published() {
          return [...new Set(versions.filter((version) => version.active).map((version) => version.name))].sort()
        },
      }
    },
    byContract: async (session, name, contract) => {
      await refresh(session)
      const chosen = choose(name, contract ?? undefined)
      return typeof chosen === 'string' ? undefined : load(session, chosen.id)
    },
    version: async (session, id) => {
      const known = ready.get(id)
      if (known !== undefined) return known
      return load(session, id).catch((error: unknown) => {
        if (error instanceof Error && error.message.startsWith('the ledger has no template version')) return undefined
        throw error
      })
    },
    loaded: (id) => ready.get(id),
    active: () => versions.filter((version) => version.active).map(({ name, hash }) => ({ name, hash })),
  }
}
