import type { Finding } from '../templates/finding.js'
import type { LintRule } from './lint-rule.js'
import type { LintSubject } from './lint-subject.js'

/**
 * Runs every rule over a subject.
 *
 * @param known what reading and compiling have found
 * @returns all findings in the order of files and lines, none twice
 */
export function runRules(
  rules: readonly LintRule[],
  subject: LintSubject,
  known: readonly Finding[],
): readonly Finding[] {
  const found = rules.flatMap((rule) => findingsOf(rule, subject))
  return withoutRepeats([...known, ...found]).sort(byPlace)
}

function findingsOf({ id, severity, fix, check }: LintRule, subject: LintSubject): readonly Finding[] {
  const found: Finding[] = []
  check(subject, ({ file, line, column }, message, hint = fix) => {
    found.push({ rule: id, severity, template: subject.name, file, line, column, message, hint })
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
