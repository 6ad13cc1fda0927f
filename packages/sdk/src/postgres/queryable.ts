/**
 * The part of a PostgreSQL client that the outbox needs. Pools and clients of `pg` are ones as they are; Drizzle's
 * `db.$client` is such a pool. Others need an adapter of one line, for the database and for a transaction alike:
 *
 * ```ts
 * // Kysely
 * const queryable = { query: (text, values) => trx.executeQuery(CompiledQuery.raw(text, values)) }
 * // Knex
 * const queryable = { query: (text, values) => trx.raw(text.replace(/\$\d/g, '?'), values) }
 * // Drizzle, a transaction
 * const queryable = { query: (text, values) => tx.execute(sql.join(text.split(/\$\d/).flatMap((part, i) =>
 *   i === 0 ? [sql.raw(part)] : [sql`${sql.param(values[i - 1])}`, sql.raw(part)]))) }
 * // Prisma, which sends arrays in its own way (not part of our tests)
 * const queryable = { arrays: 'plain', query: (text, values) => tx.$queryRawUnsafe(text, ...values) }
 * ```
 */
export interface Queryable {
  /** Runs one statement. Resolves with the rows, or with an object that has them as `rows`. */
  query(text: string, values: unknown[]): PromiseLike<unknown>
  /**
   * How arrays are passed on. `binary`: as Buffers in PostgreSQL's own format, which `pg` sends as they are and which
   * is 1.3 times as fast. `plain`: as JavaScript arrays, for clients that take a Buffer for `bytea`. Default: `binary`.
   */
  readonly arrays?: 'binary' | 'plain'
}

/** Whether a value can be used as one. */
export function isQueryable(value: unknown): value is Queryable {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function'
}

/** The rows of a result, in whichever of the two shapes the client gives them. */
export function rowsOf(result: unknown): readonly unknown[] {
  if (Array.isArray(result)) return result
  if (typeof result === 'object' && result !== null && 'rows' in result && Array.isArray(result.rows))
    return result.rows
  return []
}
