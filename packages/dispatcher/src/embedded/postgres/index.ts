export type { BinarySearch } from './binaries.js'
export type { RunningPostgres, StartPostgresOptions } from './running-postgres.js'
export { startPostgres } from './start-postgres.js'
