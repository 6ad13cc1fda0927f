import type { Finding } from '../templates/finding.js'
import { rules as compileRules, type RuleId } from '../templates/rules.js'
import { applyDisables } from './disables/apply-disables.js'
import { type Disable, readDisables, readYamlDisables } from './disables/read-disables.js'
import { disablesAreUsed } from './disables-are-used/disables-are-used.js'
import type { LintRule } from './lint-rule.js'
import type { LintSubject } from './lint-subject.js'
import { lintRules } from './registry.js'

/** What rules count for instead of their own severity, by id. */
export type Severities = Readonly<Record<string, 'off' | 'warning' | 'error'>>

/** Which rules run, and what they count for. */
export interface RuleSettings {
  /** Default: all. */
  readonly rules?: readonly LintRule[]
  readonly severities?: Severities
}

/**
 * Runs rules over a subject.
 *
 * @param known what reading and compiling have found
 * @returns all findings in the order of files and lines, none twice
 */
export function runRules(
  subject: LintSubject,
  known: readonly Finding[],
  { rules = lintRules, severities = {} }: RuleSettings,
): readonly Finding[] {
  const active = rules.filter(({ id }) => severities[id] !== 'off')
  const found = active.filter((rule) => rule !== disablesAreUsed).flatMap((rule) => findingsOf(rule, subject))
  const { kept, idle } = applyDisables([...known, ...found], disablesOf(subject), {
    isKnown: (id) => isRule(id) || [...lintRules, ...rules].some((rule) => rule.id === id),
    isFixed,
    // Rules that look at renders find nothing in what does not compile.
    hasRun: (id) =>
      (subject.source === undefined || subject.artefact !== undefined) &&
      (active.some((rule) => rule.id === id) || (isRule(id) && severities[id] !== 'off')),
  })
  const last = active.includes(disablesAreUsed) ? findingsOf(disablesAreUsed, { ...subject, idleDisables: idle }) : []
  return withoutRepeats([...kept, ...last])
    .flatMap((finding) => judged(finding, severities[finding.rule]))
    .sort(byPlace)
}

function disablesOf({ name, source, documents }: LintSubject): readonly Disable[] {
  const inYaml = source === undefined ? [] : readYamlDisables(`${name}/template.yaml`, source.yaml)
  return [...documents.flatMap(readDisables), ...inYaml]
}

/** What does not compile stays an error, whatever is set. */
function judged(finding: Finding, setting: Severities[string] | undefined): readonly Finding[] {
  if (setting === undefined || isFixed(finding.rule)) return [finding]
  return setting === 'off' ? [] : [{ ...finding, severity: setting }]
}

function findingsOf({ id, severity, fix, check }: LintRule, subject: LintSubject): readonly Finding[] {
  const found: Finding[] = []
  check(subject, ({ file, line, column }, message, hint, edits) => {
    const place = { template: subject.name, file, line, column }
    const finding = { rule: id, severity, ...place, message, hint: hint ?? fix }
    found.push(edits === undefined ? finding : { ...finding, edits })
  })
  return found
}

const keyOf = ({ rule, file, line, column, message }: Finding): string => [rule, file, line, column, message].join(' ')

/** A piece that several channels or locales share is reported once. */
const withoutRepeats = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [keyOf(finding), finding])).values(),
]

const byPlace = (a: Finding, b: Finding): number =>
  a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule)

/** Whether a rule is one of compiling's that nothing works without. */
export const isFixed = (rule: string): boolean => isRule(rule) && compileRules[rule].severity === 'error'

const isRule = (id: string): id is RuleId => Object.hasOwn(compileRules, id)
