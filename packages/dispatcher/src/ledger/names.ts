import type { Session } from './connection.js'

/** What a code of the `names` table stands for. */
export type NameKind = 'source' | 'template' | 'provider' | 'category'

const add = {
  name: 'names_add',
  text: `INSERT INTO names (kind, name) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
}
const read = {
  name: 'names_read',
  text: `SELECT id, name FROM names WHERE kind = $1 AND name = ANY ($2::text[])`,
}
const readIds = { name: 'names_of', text: `SELECT id, kind, name FROM names WHERE id = ANY ($1::int[])` }

/** Words and their codes, both ways; each is read from the ledger once. */
export interface Names {
  /** Codes of names, made where they are new. */
  ids(session: Session, kind: NameKind, names: Iterable<string>): Promise<ReadonlyMap<string, number>>
  id(session: Session, kind: NameKind, name: string): Promise<number>
  /** Names of codes. */
  names(session: Session, ids: Iterable<number>): Promise<ReadonlyMap<number, string>>
}

/** Makes the cache of names; one for each process and ledger. */
export function createNames(): Names {
  const idByName = new Map<string, number>()
  const nameById = new Map<number, string>()
  const ids: Names['ids'] = async (session, kind, wanted) => {
    const found = new Map<string, number>()
    const missing: string[] = []
    for (const name of new Set(wanted)) {
      const id = idByName.get(`${kind} ${name}`)
      if (id === undefined) missing.push(name)
      else found.set(name, id)
    }
    if (missing.length === 0) return found
    // Looked up first: an insert that conflicts would use up a number of the sequence each time.
    let rows = await session.run<{ id: number; name: string }>(read, [kind, missing])
    if (rows.length < missing.length) {
      const known = new Set(rows.map((row) => row.name))
      await session.run(add, [kind, missing.filter((name) => !known.has(name)).sort()])
      rows = await session.run<{ id: number; name: string }>(read, [kind, missing])
    }
    for (const { id, name } of rows) {
      idByName.set(`${kind} ${name}`, id)
      nameById.set(id, name)
      found.set(name, id)
    }
    return found
  }
  return {
    ids,
    id: async (session, kind, name) => {
      const id = (await ids(session, kind, [name])).get(name)
      if (id === undefined) throw new Error(`the ledger gave no code for ${kind} "${name}"`)
      return id
    },
    names: async (session, wanted) => {
      const missing = [...new Set(wanted)].filter((id) => id !== 0 && !nameById.has(id))
      if (missing.length > 0)
        for (const row of await session.run<{ id: number; name: string }>(readIds, [missing]))
          nameById.set(row.id, row.name)
      return nameById
    },
  }
}
