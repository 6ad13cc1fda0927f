import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

import { reservedNames } from '../../render/scope.js'
import { compileSchema, type StrictOptions } from '../../render/validate-data.js'
import type { Findings } from '../source/findings.js'
import type { YamlText } from '../source/yaml-text.js'
import { closeSchema, type JsonSchema } from './close-schema.js'

/** Reads `data` of template.yaml: a JSON Schema of an object that compiles and refers to nothing outside of itself. */
export function readSchema(yaml: YamlText, findings: Findings): JsonSchema | undefined {
  const path = ['data']
  const data = (yaml.value as { readonly data?: unknown } | null)?.data
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    findings.add(
      'TPL004',
      yaml.placeOf(path),
      `data ${data === undefined ? 'is missing' : 'must be a JSON Schema'}`,
      'a template without data has { type: object, properties: {} }',
    )
    return undefined
  }
  const schema = data as JsonSchema
  if (schema.type !== 'object') {
    findings.add('TPL004', yaml.placeOf([...path, 'type']), 'the data of an intent is an object', 'state type: object')
    return undefined
  }
  for (const name of Object.keys((schema.properties as JsonSchema | undefined) ?? {})) {
    if (reservedNames.includes(name)) {
      findings.add(
        'TPL110',
        yaml.placeOfKey([...path, 'properties', name]),
        `\`${name}\` means the same in every template and cannot be a field of the data`,
        `reserved are ${reservedNames.join(', ')}`,
      )
    }
  }
  if (!checkReferences(schema, path, yaml, findings)) return undefined
  const closed = closeSchema(schema)
  return compiling(closed, yaml, findings)
}

/** Only `#/…` may be referred to: nothing is fetched, and a contract means the same everywhere. */
function checkReferences(value: unknown, path: readonly string[], yaml: YamlText, findings: Findings): boolean {
  if (typeof value !== 'object' || value === null) return true
  let fine = true
  for (const [key, each] of Object.entries(value)) {
    const here = [...path, key]
    if (key === '$ref' && typeof each === 'string' && !each.startsWith('#')) {
      findings.add(
        'TPL004',
        yaml.placeOf(here),
        `$ref ${JSON.stringify(each)} leads out of the schema`,
        "put it below $defs and refer to '#/$defs/…'",
      )
      fine = false
    }
    if (!checkReferences(each, here, yaml, findings)) fine = false
  }
  return fine
}

/** Few data are judged by what is compiled here: making its code shorter would take longer than that saves. */
const strictness: StrictOptions = {
  code: { optimize: false },
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
}

/** Checks schemas against the schema of schemas, which takes longer to compile than most of them. */
let metaAjv: Ajv2020 | undefined

function createMetaAjv(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, ...strictness })
  addFormats.default(ajv)
  return ajv
}

/** Schemas that compile, as JSON: whoever saves a template, or lints what was just compiled, seldom changes the schema. */
const good = new Map<string, JsonSchema>()

/** Schemas that are remembered: a few hundred KB. */
const remembered = 100

/** The schema, or the same that compiled before; undefined, with findings, where it does not compile. */
function compiling(schema: JsonSchema, yaml: YamlText, findings: Findings): JsonSchema | undefined {
  const text = JSON.stringify(schema)
  const known = good.get(text)
  if (known !== undefined) return known
  metaAjv ??= createMetaAjv()
  try {
    if (metaAjv.validateSchema(schema) === true) {
      compileSchema(schema, strictness)
      good.set(text, schema)
      const [oldest] = good.keys()
      if (good.size > remembered && oldest !== undefined) good.delete(oldest)
      return schema
    }
    for (const { instancePath, message } of metaAjv.errors ?? []) {
      const path = instancePath.split('/').slice(1).map(unescapePointer)
      findings.add('TPL004', yaml.placeOf(['data', ...path]), `data.${path.join('.')} ${message ?? 'is not valid'}`)
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    findings.add(
      'TPL004',
      yaml.placeOf(['data']),
      error instanceof RangeError
        ? 'the schema is nested too deep, or a $ref in it leads to itself'
        : `the schema does not compile: ${reason}`,
    )
  }
  return undefined
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}
