import type { Lane } from '@tidings/sdk'

/**
 * The ctid of the queue row that `k.intent` and `k.n` name, as a scalar subselect: begin and record look their rows up
 * one by one and reach them by ctid. A join on the key has a second plan, which reads the whole leaf; it costs the same
 * while the leaf is empty, as when a dispatcher starts, and is kept until the leaf is vacuumed: record then took 1,070 us
 * for each of 50,000 rows. A subselect cannot become a join, and nothing else finds a ctid.
 */
export const placeOf = (lane: Lane): string =>
  `(SELECT o.ctid FROM queue_${lane} o WHERE o.intent = k.intent AND o.n = k.n)`
