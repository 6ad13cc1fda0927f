import type { Comparison } from './comparison.js'
import { areApart } from './disjoint.js'
import { type Narrowing, undecided } from './narrowing.js'
import { type Conjunction, childOf, childrenOf, flatten, keyword, type SchemaNode } from './schema-node.js'

/** `anyOf`, `oneOf`, `not` and `if`. */
export function coversChoice(
  old: Conjunction,
  node: SchemaNode,
  field: string,
  comparison: Comparison,
  isSame: (keys: readonly string[]) => boolean,
): readonly Narrowing[] {
  const found: Narrowing[] = []
  const any = childrenOf(node, 'anyOf')
  if (any.length > 0 && !isSame(['anyOf'])) {
    const tried = any.map((branch) => comparison.covers(old, branch, field))
    if (tried.every((each) => each.length > 0)) found.push(...nearest(tried))
  }
  const one = childrenOf(node, 'oneOf')
  if (one.length > 0 && !isSame(['oneOf'])) {
    const tried = one.map((branch) => comparison.covers(old, branch, field))
    const fitting = tried.findIndex((each) => each.length === 0)
    if (fitting === -1) found.push(...nearest(tried))
    else if (!one.every((branch, index) => index === fitting || areApart(old, flatten(branch)))) {
      found.push(undecided(field, 'may fit more than one schema of oneOf now'))
    }
  }
  const not = childOf(node, 'not')
  if (not !== undefined && !isSame(['not']) && !areApart(old, flatten(not))) {
    found.push(undecided(field, 'may be what `not` rules out now'))
  }
  if (keyword(node, 'if') !== undefined && !isSame(['if', 'then', 'else'])) {
    const arms = ['then', 'else'].flatMap((key) => childOf(node, key) ?? [])
    found.push(
      ...arms
        .flatMap((arm) => comparison.covers(old, arm, field))
        .map(({ field: where, message }) => undecided(where, `${message}, under a condition`)),
    )
  }
  return found
}

/** What is wrong with the branch that comes nearest. A union may cover what no branch of it does. */
function nearest(tried: readonly (readonly Narrowing[])[]): readonly Narrowing[] {
  const [first = []] = [...tried].sort((a, b) => a.length - b.length)
  const sure = tried.every((each) => each.some(({ kind }) => kind === 'break'))
  return sure ? first : first.map((each) => ({ ...each, kind: 'undecided' as const }))
}
