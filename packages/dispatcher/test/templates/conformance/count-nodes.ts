/** How often things occurred in templates: nodes by name, filters, nodes directly inside of blocks, filters behind filters. */
export interface NodeCounts {
  readonly nodes: Map<string, number>
  readonly filters: Map<string, number>
  /** `for > if`. */
  readonly pairs: Map<string, number>
  /** Behind another filter. */
  readonly chained: Map<string, number>
}

export const blockNames: readonly string[] = ['if', 'unless', 'case', 'for', 'capture', 'render']
export const nodeNames: readonly string[] = [...blockNames, 'output', 'assign', 'comment', 'raw', '#']

const token = /\{\{-?([\s\S]*?)-?\}\}|\{%-?\s*(\w+|#)([\s\S]*?)-?%\}/g

const add = (map: Map<string, number>, key: string): void => {
  map.set(key, (map.get(key) ?? 0) + 1)
}

export function createCounts(): NodeCounts {
  return { nodes: new Map(), filters: new Map(), pairs: new Map(), chained: new Map() }
}

/** Counts what stands in a template, and in a partial what stands directly inside of `render`. */
export function countNodes(template: string, counts: NodeCounts, around: readonly string[] = []): void {
  const stack = [...around]
  for (const [, output, name = 'output', inside = ''] of template.matchAll(token)) {
    const top = stack.at(-1)
    if (top === 'comment' || top === 'raw') {
      if (name === `end${top}`) stack.pop()
      continue
    }
    if (name.startsWith('end')) stack.pop()
    if (nodeNames.includes(name)) {
      add(counts.nodes, name)
      if (top !== undefined) add(counts.pairs, `${top} > ${name}`)
      if (name !== 'render' && (blockNames.includes(name) || name === 'comment' || name === 'raw')) stack.push(name)
    }
    const calls = [...(output ?? inside).matchAll(/\|\s*(\w+)/g)].map(([, filter = '']) => filter)
    for (const filter of calls) add(counts.filters, filter)
    for (const filter of calls.slice(1)) add(counts.chained, filter)
  }
}
