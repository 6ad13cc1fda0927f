import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import ajvEqual from 'ajv/dist/runtime/equal.js'
import addFormats from 'ajv-formats'

import { sameJson } from './same-json.js'
import type { DataIssue } from './template.js'

/** Checks data against a contract. The schema is compiled at the first call and kept. */
export function createValidator(schema: Schema): (data: unknown) => readonly DataIssue[] {
  let validate: ValidateFunction | undefined
  return (data) => {
    // Not strict: the compiler of the template has reported what is wrong with the schema.
    validate ??= compileSchema(schema)
    return validate(data) ? [] : (validate.errors ?? []).map(issueOf)
  }
}

type Schema = Readonly<Record<string, unknown>>

/** Compiling a schema takes a millisecond or two, and the compiler of a template has just done it. */
const compiled = new WeakMap<Schema, ValidateFunction>()

/**
 * Compiles a schema, once for each object. It is not checked against the schema of schemas, which takes longer than compiling it.
 *
 * @param strictness options of ajv under which a schema is refused; data are judged alike under all of them. Default: none.
 * @throws Error where the schema does not compile
 */
export function compileSchema(schema: Schema, strictness: StrictOptions = { strict: false }): ValidateFunction {
  const known = compiled.get(schema)
  if (known !== undefined) return known
  const ajv = new Ajv2020({ allErrors: true, ...strictness, validateSchema: false, meta: false, ownProperties: true })
  addFormats.default(ajv)
  compareAsJson(ajv)
  const validate = ajv.compile(schema)
  compiled.set(schema, validate)
  return validate
}

/** What ajv refuses in a schema, and how much it does for the speed of the code. */
export type StrictOptions = Pick<Options, 'strict' | 'strictTypes' | 'strictRequired' | 'allowUnionTypes' | 'code'>

/**
 * ajv compares values of `const`, `enum` and `uniqueItems` with fast-deep-equal, which calls `valueOf` and `toString` of what it
 * compares: data with a key of that name makes it throw. There is no option for it, but each validator takes the function
 * from the scope of its instance.
 */
function compareAsJson({ scope }: Ajv2020): void {
  const value = scope.value.bind(scope)
  scope.value = (name, entry) => value(name, entry.ref === ajvEqual.default ? { ...entry, ref: sameJson } : entry)
}

function issueOf({ instancePath, keyword, message, params }: ErrorObject): DataIssue {
  const extra = params as Readonly<Record<string, unknown>>
  if (keyword === 'additionalProperties') {
    return {
      path: instancePath,
      message: `has the property ${JSON.stringify(extra.additionalProperty)}, which the template does not know`,
    }
  }
  if (keyword === 'required') {
    return { path: instancePath, message: `lacks the property ${JSON.stringify(extra.missingProperty)}` }
  }
  if (keyword === 'enum') {
    return { path: instancePath, message: `must be one of ${JSON.stringify(extra.allowedValues)}` }
  }
  return { path: instancePath, message: message ?? `breaks the rule ${keyword}` }
}
