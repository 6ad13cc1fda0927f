import type { Finding } from '../../templates/finding.js'
import type { SourcePlace } from '../../templates/source/mapped-text.js'
import type { Disable } from './read-disables.js'

/** A disable, or a part of one, that has no effect. */
export interface IdleDisable {
  readonly disable: Disable
  /** What is the matter with it, as the end of a sentence about it. */
  readonly problem: string
  /** Whether nothing of the comment has an effect, so that it can go. */
  readonly whole: boolean
  /** The rule that it names in vain; absent where its form is wrong. */
  readonly id?: string
}

/** What rules say of themselves that disables depend on. */
export interface DisableRules {
  isKnown(id: string): boolean
  /** Whether nothing works without it, so that it cannot be disabled. */
  isFixed(id: string): boolean
  /** Whether it had the chance to find something. */
  hasRun(id: string): boolean
}

/** Takes away the findings that disables cover, and says which disables have no effect. */
export function applyDisables(
  findings: readonly Finding[],
  disables: readonly Disable[],
  { isKnown, isFixed, hasRun }: DisableRules,
): { readonly kept: readonly Finding[]; readonly idle: readonly IdleDisable[] } {
  const used = new Map<Disable, Set<string>>(disables.map((disable) => [disable, new Set()]))
  const kept = findings.filter((finding) => {
    if (isFixed(finding.rule)) return true
    const covering = disables.filter((disable) => hides(disable, finding))
    for (const disable of covering) used.get(disable)?.add(finding.rule)
    return covering.length === 0
  })
  const idle = disables.flatMap((disable): readonly IdleDisable[] => {
    const { problem, rules } = disable
    if (problem !== undefined) return [{ disable, problem, whole: false }]
    const wrong = rules.flatMap((id): readonly { readonly id: string; readonly problem: string }[] => {
      if (!isKnown(id)) return [{ id, problem: `names ${id}, which is no rule` }]
      if (isFixed(id)) {
        return [{ id, problem: `names ${id}, which cannot be disabled: what breaks it does not compile` }]
      }
      // What a shared piece keeps quiet may be found in the next template that uses it.
      if (disable.file.startsWith('_') || !hasRun(id) || used.get(disable)?.has(id)) return []
      return [{ id, problem: `disables ${id}, which finds nothing there` }]
    })
    return wrong.map((each) => ({ disable, ...each, whole: wrong.length === rules.length }))
  })
  return { kept, idle }
}

function hides({ file, rules, covers, problem }: Disable, finding: Finding): boolean {
  if (problem !== undefined || finding.file !== file || !rules.includes(finding.rule)) return false
  return covers === 'file' || (!isBefore(finding, covers.from) && isBefore(finding, covers.to))
}

type LineAndColumn = Pick<SourcePlace, 'line' | 'column'>

const isBefore = (a: LineAndColumn, b: LineAndColumn): boolean =>
  a.line < b.line || (a.line === b.line && a.column < b.column)
