export { type OutboxOptions, outbox } from './outbox.js'
export type { Queryable } from './queryable.js'
