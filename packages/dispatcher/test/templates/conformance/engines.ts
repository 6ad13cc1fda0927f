import { Liquid } from 'liquidjs'

import { loadProgram, runToText } from '#dispatcher/render/program.js'
import type { Instruction } from '#dispatcher/render/program-data.js'
import type { Scope } from '#dispatcher/render/scope.js'
import { applyPlaces } from '#dispatcher/templates/html/apply-places.js'
import { parseLiquid } from '#dispatcher/templates/language/parse.js'
import { createFileTable } from '#dispatcher/templates/language/parse-context.js'
import { createFindings } from '#dispatcher/templates/source/findings.js'
import { fileText } from '#dispatcher/templates/source/mapped-text.js'

/** A template, its data, and its partials by name. */
export interface Case {
  readonly template: string
  readonly data?: Readonly<Record<string, unknown>>
  readonly partials?: Readonly<Record<string, string>>
}

/** The text that an engine made, or why it made none. */
export type Result = { readonly text: string } | { readonly error: string }

export const now: Date = new Date('2026-11-24T09:30:00Z')

/** Partials of the case that is rendered; making an engine for each would take longer than the render. */
const partialsNow: Record<string, string> = {}
const engine = new Liquid({
  outputEscape: 'escape',
  jsTruthy: false,
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  ownPropertyOnly: true,
  templates: partialsNow,
})

/** Renders with liquidjs' own engine. */
export function renderWithLiquidjs({ template, data = {}, partials = {} }: Case): Result {
  for (const name of Object.keys(partialsNow)) delete partialsNow[name]
  Object.assign(partialsNow, partials)
  try {
    return { text: engine.parseAndRenderSync(template, data) as string }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/** Parses and loads with ours. */
export function parseWithOurs({ template, partials = {} }: Omit<Case, 'data'>): {
  readonly files: readonly string[]
  readonly body: readonly Instruction[]
  readonly findings: readonly string[]
} {
  const findings = createFindings('case')
  const files = createFileTable()
  const body = parseLiquid(fileText('case.liquid', template), {
    findings,
    files,
    place: 'html',
    partials: {
      names: Object.keys(partials),
      find: (name) => {
        const text = Object.hasOwn(partials, name) ? partials[name] : undefined
        return text === undefined ? undefined : fileText(`_partials/${name}.liquid`, text)
      },
    },
  })
  return {
    files: files.files,
    body: applyPlaces(body, () => 'html'),
    findings: findings.list().map(({ rule, line, column, message }) => `${rule} ${line}:${column} ${message}`),
  }
}

export function scopeOf(data: unknown, own: Partial<Scope> = {}): Scope {
  return {
    data,
    globals: {},
    format: 'en',
    timeZone: 'UTC',
    now,
    subject: { template: 'case', channel: 'email', locale: 'en' },
    asset: (path) => `https://assets.example.com/${path}`,
    ...own,
  }
}

/** Renders with ours. */
export function renderWithOurs(test: Case): Result {
  const { files, body, findings } = parseWithOurs(test)
  if (findings.length > 0) return { error: findings.join('\n') }
  try {
    return {
      text: runToText(
        loadProgram({ files, body }, (text) => text),
        scopeOf(test.data ?? {}),
      ),
    }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
