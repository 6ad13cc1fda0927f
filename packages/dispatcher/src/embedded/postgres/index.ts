export type { BinarySearch } from './binaries.js'
export { type RunningPostgres, type StartPostgresOptions, startPostgres } from './start-postgres.js'
