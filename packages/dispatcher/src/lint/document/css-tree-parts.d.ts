// The parts of css-tree that lint uses: the whole library also loads the syntax of every property, which takes four
// times as long.

declare module 'css-tree/parser' {
  import type { CssNode, ParseOptions } from 'css-tree'

  const parse: (text: string, options?: ParseOptions) => CssNode

  export = parse
}

declare module 'css-tree/walker' {
  import type { CssNode } from 'css-tree'

  const walk: (node: CssNode, visit: (node: CssNode) => void) => void

  export = walk
}
