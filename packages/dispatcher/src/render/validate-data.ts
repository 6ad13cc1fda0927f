import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import ajvEqual from 'ajv/dist/runtime/equal.js'
import addFormats from 'ajv-formats'

import { sameJson } from './same-json.js'
import type { DataIssue } from './template.js'

/** Checks data against a contract. The schema is compiled at the first call and kept. */
export function createValidator(schema: Readonly<Record<string, unknown>>): (data: unknown) => readonly DataIssue[] {
  let validate: ValidateFunction | undefined
  return (data) => {
    validate ??= compile(schema)
    return validate(data) ? [] : (validate.errors ?? []).map(issueOf)
  }
}

function compile(schema: Readonly<Record<string, unknown>>): ValidateFunction {
  // Not strict, and not checked again: unknown keywords are notes of the author, and the compiler has reported what is wrong
  // with the schema. Checking it takes longer than compiling it.
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateSchema: false, ownProperties: true })
  addFormats.default(ajv)
  compareAsJson(ajv)
  return ajv.compile(schema)
}

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
