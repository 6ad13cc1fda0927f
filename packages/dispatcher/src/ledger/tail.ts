/**
 * Last four bytes of an id as PostgreSQL's int: what people type of it. The rest of a UUIDv7's end is random, so that
 * two ids with the same tail are rare, and an index on an int costs an insert half of one on text.
 */
export const tailOf = (id: string): number => Number.parseInt(id.slice(-8), 16) | 0
