import pg from 'pg'

import { isUnreachable } from './ledger-error.js'

/** A statement of the ledger: its name is that of the prepared statement on the server. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** What statements run on: one connection, or a transaction on it. */
export interface Session {
  run<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>
}

/** One connection to the ledger that comes back by itself after it was lost. */
export interface Connection extends Session {
  /** Runs `work` in one transaction. Anything thrown rolls it back. */
  transaction<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
  /** Runs `work` on one snapshot: what its statements read was true at the same moment. Nothing can be written. */
  snapshot<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
  /** Unprepared SQL, several statements allowed: for migrations and maintenance. */
  script(text: string): Promise<void>
  /** Calls `heard` for each notification; listens again after a reconnect, and then calls once in case one was missed. */
  listen(channel: string, heard: () => void): Promise<void>
  close(): Promise<void>
}

/** Settings of a connection. */
export interface ConnectionOptions {
  readonly url: string
  /** Shown in `pg_stat_activity`, as `tidings claim critical`. */
  readonly name: string
  /** After so many ms without an answer the connection is given up. Default 30 s. */
  readonly timeoutMs?: number
}

/**
 * Plans of the hot path are cached while a leaf is small and must not become sequential scans when it is large.
 * Hash and merge joins stay on: without them admission falls to a third.
 */
const planner =
  '-c search_path=tidings -c enable_seqscan=off -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 -c jit=off'

/**
 * Opens a connection lazily, at its first statement. Statements queue in the order of their calls. Where the connection
 * breaks, the statement under way fails (`isUnreachable`), and the next one opens a new connection.
 */
export function openConnection({ url, name, timeoutMs = 30_000 }: ConnectionOptions): Connection {
  let current: Promise<pg.Client> | undefined
  let tail: Promise<unknown> = Promise.resolve()
  let closed = false
  const channels = new Map<string, () => void>()

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: name,
      keepAlive: true,
      connectionTimeoutMillis: Math.min(timeoutMs, 10_000),
      query_timeout: timeoutMs,
      statement_timeout: timeoutMs,
      idle_in_transaction_session_timeout: timeoutMs,
      options: planner,
    })
    // Without a listener the loss of an idle connection would end the process.
    client.on('error', () => drop(client))
    client.on('end', () => drop(client))
    client.on('notification', ({ channel }) => channels.get(channel)?.())
    await client.connect()
    for (const channel of channels.keys()) await client.query(`LISTEN ${channel}`)
    return client
  }
  const drop = (client: pg.Client): void => {
    if (current !== undefined && attached === client) {
      current = undefined
      attached = undefined
      if (channels.size > 0 && !closed) setTimeout(() => void exclusive(ready).catch(() => {}), 500).unref()
    }
    void client.end().catch(() => {})
  }
  let attached: pg.Client | undefined
  const ready = async (): Promise<pg.Client> => {
    if (closed) throw new Error(`the ledger connection "${name}" is closed`)
    if (current === undefined) {
      const opening = connect()
      current = opening
      try {
        attached = await opening
      } catch (error) {
        current = undefined
        throw error
      }
      for (const heard of channels.values()) heard()
    }
    return current
  }
  const exclusive = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = tail.then(work, work)
    tail = result.catch(() => {})
    return result
  }
  const guarded = async <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
    const client = await ready()
    try {
      return await work(client)
    } catch (error) {
      // A timed out query would still be running on it; its late answer must not meet the next statement.
      if (isUnreachable(error)) drop(client)
      throw error
    }
  }
  const session = (client: pg.Client): Session => ({
    run: async ({ name: statementName, text }, values) =>
      (await client.query({ name: statementName, text, values: values as unknown[] })).rows,
  })

  const inTransaction = <Result>(begin: string, work: (session: Session) => Promise<Result>): Promise<Result> =>
    exclusive(() =>
      guarded(async (client) => {
        await client.query(begin)
        try {
          const result = await work(session(client))
          await client.query('COMMIT')
          return result
        } catch (error) {
          if (!isUnreachable(error)) await client.query('ROLLBACK')
          throw error
        }
      }),
    )

  return {
    run: (statement, values) => exclusive(() => guarded((client) => session(client).run(statement, values))),
    transaction: (work) => inTransaction('BEGIN', work),
    snapshot: (work) => inTransaction('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    script: (text) => exclusive(() => guarded(async (client) => void (await client.query(text)))),
    listen: (channel, heard) =>
      exclusive(() =>
        guarded(async (client) => {
          channels.set(channel, heard)
          await client.query(`LISTEN ${channel}`)
        }),
      ),
    close: async () => {
      closed = true
      await tail
      const client = await current?.catch(() => undefined)
      await client?.end().catch(() => {})
    },
  }
}
