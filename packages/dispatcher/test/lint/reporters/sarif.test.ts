import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'

import { sarifLog } from '#dispatcher/lint/reporters/sarif.js'

import { located } from './findings.js'

/** The schema of OASIS, as Microsoft packs it for its own tests. */
const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string }[] } }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly partialFingerprints: { readonly primaryLocationLineHash: string }
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } }
      }[]
    }[]
  }[]
}
// As it is written down: a half of a character cannot be.
const log = (of = located): Log => JSON.parse(JSON.stringify(sarifLog(of))) as Log

describe('findings as SARIF', () => {
  it('fit the schema of OASIS', () => {
    const {
      id: _id,
      $schema: _draft,
      ...schema
    } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>
    const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, validateFormats: false }).compile(
      schema,
    )
    for (const each of [log(), log([])]) {
      expect(validate(each)).toBe(true)
      expect(validate.errors ?? []).toEqual([])
    }
    expect(validate({ ...log(), version: '2.0.0' })).toBe(false)
  })

  it('please check-jsonschema', (context) => {
    const judge = (...args: string[]) => spawnSync('check-jsonschema', args, { encoding: 'utf8' })
    if (judge('--version').status !== 0) context.skip('no check-jsonschema in PATH (pip install check-jsonschema)')
    const folder = mkdtempSync(join(tmpdir(), 'tidings-sarif-'))
    try {
      writeFileSync(join(folder, 'lint.sarif'), JSON.stringify(sarifLog(located)))
      const { status, stdout, stderr } = judge(
        '--regex-variant',
        'nonunicode',
        '--schemafile',
        schemaFile,
        join(folder, 'lint.sarif'),
      )
      expect([status, stdout + stderr]).toEqual([0, 'ok -- validation done\n'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('describe each rule once, with a page to read, and name it by place', () => {
    const [run] = log().runs
    const rules = run?.tool.driver.rules ?? []
    expect(rules.map(({ id }) => id)).toEqual(['TPL104', 'TPL403'])
    expect(rules[1]?.helpUri).toMatch(/^https:.*\/docs\/lint\/TPL403\.md$/)
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(rules[ruleIndex]?.id).toBe(ruleId)
    expect(run?.results.map(({ level }) => level)).toEqual(['error', 'warning', 'warning', 'warning'])
  })

  it('carry addresses that are encoded, from the root of the repository', () => {
    const uris = log().runs[0]?.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri)
    expect(uris?.at(-1)).toBe('templates/with%20space/%C3%A4.html')
  })

  it('keep their fingerprints when lines are added above, and are told apart on equal lines', () => {
    const prints = (of = located) =>
      log(of).runs[0]?.results.map((each) => each.partialFingerprints.primaryLocationLineHash)
    const moved = located.map((each) => ({ ...each, finding: { ...each.finding, line: each.finding.line + 10 } }))
    expect(prints(moved)).toEqual(prints())
    expect(new Set(prints()).size).toBe(located.length)
  })
})
