import type { Finding } from '../finding.js'
import { type RuleId, rules } from '../rules.js'
import type { SourcePlace } from './mapped-text.js'

/** Collects what is wrong with one template; the same thing at the same place is kept once. */
export interface Findings {
  add(rule: RuleId, place: SourcePlace, message: string, hint?: string): void
  /** Whether one of them keeps the template from being compiled. */
  hasErrors(): boolean
  /** By file, line and column. */
  list(): readonly Finding[]
}

/**
 * @param template the template's name, as its folder is called
 * @param known what was found before. Default: nothing
 */
export function createFindings(template: string, known: readonly Finding[] = []): Findings {
  const found = new Map(known.map((finding) => [keyOf(finding.rule, finding, finding.message), finding]))
  return {
    add(rule, { file, line, column }, message, hint) {
      const key = keyOf(rule, { file, line, column }, message)
      if (found.has(key)) return
      const { severity } = rules[rule]
      found.set(key, {
        rule,
        severity,
        template,
        file,
        line,
        column,
        message,
        ...(hint === undefined ? {} : { hint }),
      })
    },
    hasErrors: () => [...found.values()].some(({ severity }) => severity === 'error'),
    list: () =>
      [...found.values()].sort(
        (a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.rule, b.rule),
      ),
  }
}

const keyOf = (rule: string, { file, line, column }: SourcePlace, message: string): string =>
  `${rule} ${file}:${line}:${column} ${message}`

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
