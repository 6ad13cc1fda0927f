import pg from 'pg'

import { type EmbeddedAccess, embeddedName, formatEmbeddedUrl } from './embedded-url.js'

/** SQLSTATE of a wrong password and of a database that does not exist. */
export const sqlState = { invalidPassword: '28P01', noSuchDatabase: '3D000' } as const

/**
 * Connects and asks for the version.
 *
 * @param patience how long connecting and the answer may take, in ms.
 * @returns 18.4
 * @throws the error of `pg` as it is.
 */
export async function askVersion(url: string, patience = 5000): Promise<string> {
  const [row] = await query(url, 'SHOW server_version', patience)
  const version = String(row?.server_version)
  return version.split(' ')[0] ?? version
}

/**
 * The same for the embedded server, whose database is made where it is missing: the first time, and after a first
 * start that was killed.
 *
 * @throws the error of `pg` as it is.
 */
export async function askEmbedded(access: EmbeddedAccess): Promise<string> {
  try {
    return await askVersion(formatEmbeddedUrl(access))
  } catch (error) {
    if (!hasSqlState(error, sqlState.noSuchDatabase)) throw error
    await query(formatEmbeddedUrl(access, 'postgres'), `CREATE DATABASE ${embeddedName}`, 60_000)
    return askVersion(formatEmbeddedUrl(access))
  }
}

/** Whether the server answered with this SQLSTATE. */
export function hasSqlState(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

async function query(url: string, sql: string, patience: number): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    application_name: 'tidings',
  })
  // A connection that breaks also rejects the query; without a listener it would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}
