import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

import type { JsonSchema } from '../schema/close-schema.js'
import type { Guess, GuessType } from './guess.js'

/** The schema that a guess comes to. Objects are closed when they are published, and so say nothing of others here. */
export function schemaOf(guess: Guess): JsonSchema {
  const types = typesOf(guess)
  const format = types.includes('string') ? formatOf(guess) : undefined
  const [only] = types
  return {
    ...(types.length === 0 ? {} : { type: types.length === 1 ? only : types }),
    ...(format === undefined ? {} : { format }),
    ...(types.includes('array') ? { items: guess.element === undefined ? {} : schemaOf(guess.element) } : {}),
    ...(types.includes('object') ? objectParts(guess) : {}),
  }
}

function objectParts(guess: Guess): JsonSchema {
  const required = [...guess.fields].filter(([, field]) => !isOptional(field, guess)).map(([name]) => name)
  const properties = Object.fromEntries([...guess.fields].map(([name, field]) => [name, schemaOf(field)]))
  return {
    ...(required.length === 0 ? {} : { required }),
    properties,
    ...(guess.open ? { additionalProperties: true } : {}),
  }
}

/** A sample may do without it, or everything that uses it first asks. What nothing uses is asked of nobody. */
function isOptional(field: Guess, owner: Guess): boolean {
  const isUsed =
    field.needed || field.asked || field.used.size > 0 || [...field.fields.values()].some(({ needed }) => needed)
  return field.there < owner.objects || (field.asked && !field.needed) || !isUsed
}

function typesOf({ used, seen, fields, element, moment }: Guess): readonly GuessType[] {
  const types = new Set(seen)
  if (types.has('number')) types.delete('integer')
  if (types.size > 0 && !(types.size === 1 && types.has('null'))) return [...types]
  if (fields.size > 0) types.add('object')
  else if (element !== undefined) types.add('array')
  else if (moment) types.add('string')
  else if (used.has('array')) types.add('array')
  else if (used.has('number')) types.add('number')
  else if (used.has('string')) types.add('string')
  else if (used.has('boolean')) types.add('boolean')
  return [...types]
}

let formats: Ajv2020 | undefined

/** What every sample fits; without samples, what a date is emitted as. */
function formatOf({ texts, moment }: Guess): string | undefined {
  if (texts.length === 0) return moment ? 'date-time' : undefined
  if (formats === undefined) {
    formats = new Ajv2020()
    addFormats.default(formats)
  }
  const ajv = formats
  const fits = (format: string): boolean => texts.every((text) => ajv.validate({ type: 'string', format }, text))
  if (moment) return ['date-time', 'date'].find(fits)
  return texts.every((text) => /^https?:\/\//.test(text)) && fits('uri') ? 'uri' : undefined
}
