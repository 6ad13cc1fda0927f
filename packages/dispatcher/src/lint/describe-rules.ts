import { rules } from '../templates/rules.js'
import type { LintGroup, LintRule } from './lint-rule.js'
import { lintRules } from './registry.js'
import { isFixed } from './run-rules.js'

/** What can be said of any rule, whether linting or compiling checks it. */
export interface RuleDescription {
  readonly id: string
  /** `compiling`: what keeps a template from being published, or is seen on the way. */
  readonly group: LintGroup | 'compiling'
  readonly severity: 'error' | 'warning'
  readonly title: string
  /** Address of its page in the docs. */
  readonly docs: string
  /** Whether its severity may be set, and a comment hide its findings: what does not compile stays an error. */
  readonly adjustable: boolean
  /** Absent for rules that compiling checks: their messages say it all. */
  readonly rule?: LintRule
}

/** Where the pages of rules are read. */
const pages = 'https://github.com/tidings-dev/tidings/blob/main/docs/lint'

/** Every rule there is, by id. */
export function describeRules(): readonly RuleDescription[] {
  const compiling = Object.entries(rules).map(
    ([id, { severity, title }]): RuleDescription => ({
      id,
      group: 'compiling',
      severity,
      title,
      docs: `${pages}/README.md#compiling`,
      adjustable: !isFixed(id),
    }),
  )
  const linting = lintRules.map(
    (rule): RuleDescription => ({
      id: rule.id,
      group: rule.group,
      severity: rule.severity,
      title: rule.title,
      docs: `${pages}/${rule.id}.md`,
      adjustable: true,
      rule,
    }),
  )
  return [...compiling, ...linting].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Ids of the rules whose severity may be set, and of those whose may not. */
export function ruleIds(): { readonly adjustable: readonly string[]; readonly fixed: readonly string[] } {
  const all = describeRules()
  const ids = (adjustable: boolean): readonly string[] =>
    all.filter((rule) => rule.adjustable === adjustable).map(({ id }) => id)
  return { adjustable: ids(true), fixed: ids(false) }
}
