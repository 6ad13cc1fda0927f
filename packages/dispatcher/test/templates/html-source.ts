import type { ProgramData } from '#dispatcher/render/program-data.js'
import type { Finding } from '#dispatcher/templates/finding.js'
import { compileHtml } from '#dispatcher/templates/html/compile-html.js'
import { createFindings } from '#dispatcher/templates/source/findings.js'
import { fileText } from '#dispatcher/templates/source/mapped-text.js'

/** Compiles a piece of HTML with Liquid in it. */
export function compileHtmlSource(
  html: string,
  partials: Readonly<Record<string, string>> = {},
): { readonly program: ProgramData; readonly findings: readonly Finding[] } {
  const findings = createFindings('case')
  const program = compileHtml(fileText('case.html', html), findings, {
    names: Object.keys(partials),
    find: (name) => {
      const text = Object.hasOwn(partials, name) ? partials[name] : undefined
      return text === undefined ? undefined : fileText(`_partials/${name}.liquid`, text)
    },
  })
  return { program, findings: findings.list() }
}

/** Findings as `rule line:column`. */
export function places(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, line, column }) => `${rule} ${line}:${column}`)
}
