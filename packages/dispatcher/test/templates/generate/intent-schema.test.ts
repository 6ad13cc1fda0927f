import { readdirSync, readFileSync } from 'node:fs'
import { decodeIntent, intentSchema } from '@tidings/sdk'
import { describe, expect, test } from 'vitest'

import { createValidator } from '#dispatcher/render/validate-data.js'

const fixtures = new URL('../../../../sdk/test/fixtures/intent-v1/', import.meta.url)
const wiresOf = (kind: string): [name: string, wire: Buffer][] =>
  readdirSync(new URL(`${kind}/`, fixtures)).map((file) => [file, readFileSync(new URL(`${kind}/${file}`, fixtures))])

const validate = createValidator(intentSchema)

/** A schema judges JSON; these are none. */
const notJson = ['empty-file.json', 'invalid-utf8.json', 'truncated.json']

/** Rules that the decoder has beyond what JSON Schema can say, as the description of the schema lists them. */
const beyondSchema = [
  'address-with-hidden-characters.json',
  'escaped-proto-key.json',
  'expires-before-it-is-sent.json',
  'lone-surrogate.json',
  'lone-surrogate-in-address.json',
  'nul.json',
  'proto-keys.json',
  'too-deep.json',
]

describe('the published schema of the wire format agrees with the decoder', () => {
  test.each(wiresOf('good'))('%s fits', (_name, wire) => {
    expect(validate(JSON.parse(wire.toString()))).toEqual([])
  })

  test.each(wiresOf('bad').filter(([name]) => !beyondSchema.includes(name) && !notJson.includes(name)))(
    '%s does not fit',
    (_name, wire) => {
      const event: unknown = JSON.parse(wire.toString())
      const paths = validate(event).map(({ path }) => path)
      expect(paths.length).toBeGreaterThan(0)
      const refused = (decodeIntent(wire).refused ?? []).map(({ path }) => path)
      for (const path of paths)
        expect(
          refused.some((other) => other.startsWith(path) || path.startsWith(other)),
          path,
        ).toBe(true)
    },
  )

  test.each(wiresOf('bad').filter(([name]) => beyondSchema.includes(name)))(
    'only the decoder finds what is wrong with %s',
    (_name, wire) => {
      expect(decodeIntent(wire).refused).toBeDefined()
    },
  )
})
