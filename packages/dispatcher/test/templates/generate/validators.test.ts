import { pathToFileURL } from 'node:url'
import type { Contracts } from '@tidings/sdk'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createValidator } from '#dispatcher/render/validate-data.js'
import { generateContracts } from '#dispatcher/templates/generate/generate-contracts.js'
import { dataFor, texts } from './data-for.js'
import { makeProject } from './project.js'
import { schemas } from './schemas.js'

const project = makeProject()
let contracts: Contracts

beforeAll(async () => {
  const sources = Object.entries(schemas).map(([name, schema]) => ({
    name,
    lane: 'bulk' as const,
    schema,
    hash: 'ab'.repeat(32),
  }))
  expect(await project.compile({ 'tidings.gen.ts': generateContracts(sources) })).toEqual([])
  const generated = (await import(pathToFileURL(`${project.folder}/out/tidings.gen.js`).href)) as {
    contracts: Contracts
  }
  contracts = generated.contracts
})
afterAll(() => project.remove())

describe.each(Object.entries(schemas))('%s', (name, schema) => {
  const admission = createValidator(schema)

  test('finds in any data exactly what admission finds, in the same words', () => {
    let fitting = 0
    fc.assert(
      fc.property(dataFor(schema, schema), (data) => {
        const issues = admission(data)
        if (issues.length === 0) fitting += 1
        expect(contracts[name]?.validate(data)).toEqual(issues)
      }),
      { numRuns: 400 },
    )
    // Data that is all wrong, or all right, would show nothing.
    expect(fitting).toBeGreaterThan(5)
    expect(fitting).toBeLessThan(395)
  })
})

test('keys that objects inherit are compared like any other key', () => {
  const names = ['toString', 'valueOf', 'constructor', 'hasOwnProperty', '__proto__']
  const values = names.flatMap((name) => [JSON.parse(`{ "${name}": false }`), JSON.parse(`{ "${name}": { "a": 1 } }`)])
  const admission = createValidator({
    properties: { one: { const: values[1] }, some: { enum: values }, all: { uniqueItems: true } },
  })
  for (const value of values) {
    const copy: unknown = structuredClone(value)
    expect(admission({ some: copy, all: values })).toEqual([])
    expect(admission({ all: [value, copy] })).toHaveLength(1)
    expect(admission({ one: copy })).toHaveLength(value === values[1] ? 0 : 1)
    expect(admission({ some: [copy] })).toHaveLength(1)
    const unions = { payment: { kind: 'cash' }, contact: { email: 'a' }, mixed: copy, fixed: copy }
    expect(contracts.unions?.validate(unions)).toEqual(createValidator(schemas.unions ?? {})(unions))
  }
})

test('every format answers as admission does, for texts that are nearly right', () => {
  const admission = createValidator(schemas.formats ?? {})
  const formats = Object.keys((schemas.formats?.properties ?? {}) as object)
  const accepted = new Set<string>()
  for (const format of formats) {
    for (const text of texts) {
      const issues = admission({ [format]: text })
      if (issues.length === 0) accepted.add(format)
      expect(contracts.formats?.validate({ [format]: text }), `${format} ${text}`).toEqual(issues)
    }
  }
  expect([...accepted].sort()).toEqual([...formats].sort())
})

test('random texts around times and addresses are judged alike', () => {
  const admission = createValidator(schemas.formats ?? {})
  const digits = fc.stringMatching(/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d)?(Z|z|[+-]\d{2}:?\d{2})?$/)
  const address = fc.stringMatching(/^([a-z]{1,5}:)?\/{0,3}([a-z0-9.@:-]{0,8}|\[[0-9a-f:]{2,9}\])[/?#a-z:%"]{0,6}$/)
  fc.assert(
    fc.property(digits, address, (instant, uri) => {
      const [date, time] = instant.split(/[Tt ]/)
      const data = { 'date-time': instant, date, time, uri, 'uri-reference': uri, email: `${uri}@x.yz` }
      expect(contracts.formats?.validate(data)).toEqual(admission(data))
    }),
    { numRuns: 1000 },
  )
})

test('hash and lane are those of the template', () => {
  expect(contracts.trees).toMatchObject({ hash: 'ab'.repeat(32), lane: 'bulk' })
  expect(Object.keys(contracts)).toEqual(Object.keys(schemas).sort())
})
