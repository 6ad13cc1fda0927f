import type pg from 'pg'

const roles: readonly { readonly name: string; readonly grants: readonly string[]; readonly purpose: string }[] = [
  {
    name: 'tidings_emitter',
    purpose: 'services that emit and cancel',
    grants: [
      'GRANT USAGE ON SCHEMA tidings TO tidings_emitter',
      'GRANT EXECUTE ON FUNCTION tidings.emit(smallint[], text[]), tidings.cancel(text, text, text) TO tidings_emitter',
    ],
  },
  {
    name: 'tidings_reader',
    purpose: 'dashboards, without addresses and data',
    grants: [
      'GRANT USAGE ON SCHEMA tidings TO tidings_reader',
      'GRANT SELECT ON tidings.intent_overview, tidings.attempt_overview, tidings.queue_overview, tidings.refused_overview, tidings.contract_overview, tidings.tallies, tidings.names, tidings.flows, tidings.pauses TO tidings_reader',
    ],
  },
]

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? ''

/**
 * Makes the roles that services and dashboards are granted, and their rights. A role belongs to the whole server and
 * needs CREATEROLE: where that is missing, what to run is returned instead.
 */
export async function ensureRoles(client: Pick<pg.ClientBase, 'query'>): Promise<readonly string[]> {
  const notes: string[] = []
  for (const { name, purpose, grants } of roles) {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name])
    try {
      if (rowCount === 0) await client.query(`CREATE ROLE ${name} NOLOGIN`)
    } catch (error) {
      // Another database of this server was migrated at the same moment.
      const raced = ['42710', '23505'].includes(codeOf(error))
      if (!raced && codeOf(error) !== '42501') throw error
      if (!raced) {
        notes.push(
          `role ${name} (${purpose}) is missing; as a superuser run: CREATE ROLE ${name} NOLOGIN; ${grants.join('; ')}`,
        )
        continue
      }
    }
    for (const grant of grants) await client.query(grant)
  }
  return notes
}
