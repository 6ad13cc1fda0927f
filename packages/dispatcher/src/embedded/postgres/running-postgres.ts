import type { BinarySearch } from './binaries.js'

/** Options of `startPostgres`. */
export interface StartPostgresOptions {
  /** The project's state folder, default `.tidings` in the working directory. Made where it is missing. */
  readonly folder?: string
  /** A database of the user's own: nothing is started then, only asked. */
  readonly url?: string | undefined
  /** Gives up starting; what was started is stopped. */
  readonly signal?: AbortSignal
  /** Told, a line at a time, what a reader would wonder about: repairs, another port, data elsewhere. */
  readonly log: (line: string) => void
  /** Whether data survives a crash of the machine, default `true`. `false` is faster, for tests. */
  readonly durable?: boolean
  /** Where to look for PostgreSQL. */
  readonly search?: BinarySearch
  /** Where root may keep data and copies that the server's user cannot reach in the project. */
  readonly outside?: { readonly data: readonly string[]; readonly cache: readonly string[] }
}

/** A PostgreSQL that answers. */
export interface RunningPostgres {
  /** With password; also in the `env` file of the state folder, as `DATABASE_URL`. */
  readonly url: string
  /** 18.4 */
  readonly version: string
  /** `configured`: the user's own · `adopted`: it ran already · `bundled`, `system`: started now, from npm or the system. */
  readonly source: 'configured' | 'adopted' | 'bundled' | 'system'
  /** undefined for a configured one. */
  readonly dataFolder: string | undefined
  /** Process id of the server; undefined for a configured one. */
  readonly pid: number | undefined
  /** Stops the server unless another living process uses it too; a configured one is left alone. May be called again. */
  readonly stop: () => Promise<void>
}
