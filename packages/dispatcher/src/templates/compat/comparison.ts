import type { Narrowing } from './narrowing.js'
import type { Conjunction, SchemaNode } from './schema-node.js'

/** What the comparison of two contracts asks of itself. */
export interface Comparison {
  /**
   * What is valid under all of the old schemas and may not be under the new one; nothing only where every value is.
   *
   * @param field where the value stands in the data
   */
  covers(old: Conjunction, node: SchemaNode, field: string): readonly Narrowing[]
}
