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

/** @param template the template's name, as its folder is called */
export function createFindings(template: string): Findings {
  const found = new Map<string, Finding>()
  return {
    add(rule, { file, line, column }, message, hint) {
      const key = `${rule} ${file}:${line}:${column} ${message}`
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

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
