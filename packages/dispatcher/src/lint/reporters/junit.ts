import type { Located } from './located.js'
import { wellFormed } from './well-formed.js'

/**
 * Findings as JUnit XML, which most build servers read: a suite per template, a failed test per error, and a passed one that
 * tells the warnings.
 *
 * @param names of everything that was linted, also of what has no findings
 */
export function junitReport(located: readonly Located[], names: readonly string[]): string {
  const isError = ({ finding }: Located): boolean => finding.severity === 'error'
  const suites = names.map((name) => {
    const own = located.filter(({ finding }) => finding.template === name)
    const errors = own.filter(isError)
    const warnings = own.filter((each) => !isError(each)).map(sentence)
    const cases = [
      ...errors.map((each) => {
        const { rule, message, file, line, column } = each.finding
        const title = `${rule} ${file}:${line}:${column}`
        return `    <testcase classname="${xml(name)}" name="${xml(title)}">\n      <failure type="${xml(rule)}" message="${xml(message)}">${xml(sentence(each))}</failure>\n    </testcase>`
      }),
      ...(errors.length > 0 ? [] : [`    <testcase classname="${xml(name)}" name="lint"/>`]),
      ...(warnings.length > 0 ? [`    <system-out>${xml(warnings.join('\n'))}</system-out>`] : []),
    ]
    const tests = Math.max(errors.length, 1)
    return `  <testsuite name="${xml(name)}" tests="${tests}" failures="${errors.length}" errors="0" skipped="0">\n${cases.join('\n')}\n  </testsuite>`
  })
  const failures = located.filter(isError).length
  const tests = names.reduce((sum, name) => {
    const errors = located.filter((each) => each.finding.template === name && isError(each)).length
    return sum + Math.max(errors, 1)
  }, 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tidings lint" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites,
    '</testsuites>',
  ].join('\n')
}

function sentence({ finding: { severity, rule, line, column, message, hint }, path }: Located): string {
  return `${severity} ${rule} ${path}:${line}:${column} ${message}${hint === undefined ? '' : `\nhint: ${hint}`}`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids
const unknownToXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

function xml(text: string): string {
  return wellFormed(text)
    .replace(unknownToXml, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
