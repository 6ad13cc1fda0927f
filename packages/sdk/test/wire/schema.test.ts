import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { intentAsyncApi } from '#sdk/wire/asyncapi.js'
import { intentSchema } from '#sdk/wire/schema.js'

test.each([
  ['intent-v1.json', intentSchema],
  ['asyncapi-v1.json', intentAsyncApi],
])('schema/%s is what its source says (else: node schema/write.mjs)', (file, document) => {
  const text = readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8')
  expect(JSON.parse(text)).toEqual(document)
})

test('the AsyncAPI document carries the same schema, and its references lead somewhere', () => {
  const text = JSON.stringify(intentAsyncApi)
  expect(text).toContain(JSON.stringify(intentSchema))
  for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = pointer
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], intentAsyncApi)
    expect(target, pointer).toBeDefined()
  }
})
