const text = String.raw`"(?:[^"\\]|\\.)*"`
/** One error as ajv writes it: path, keyword, params, message, and how it is added to the list. */
const error = new RegExp(
  String.raw`const (err\d+) = \{instancePath((?:[^"]|${text})*?),schemaPath:${text},keyword:"(\w+)",` +
    String.raw`params:\{((?:[^"{}]|${text})*)\},message:((?:[^"{};,]|${text})*)(?:,propertyName:\w+)?\};` +
    String.raw`if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;`,
  'g',
)
const path = new RegExp(String.raw`\b(schema\d+)((?:\.\w+|\[(?:${text}|\d+)\])+)`, 'g')
const step = new RegExp(String.raw`\.(\w+)|\[(${text}|\d+)\]`, 'g')

const isObject = /\b([\w.]+) && typeof \1 == "object" && !Array\.isArray\(\1\)/g

const isThere = /\b([\w.]+)\.(\w+) !== undefined && func\d+\.call\(\1, "\2"\)/g
const isMissing = /\(([\w.]+)\.(\w+) === undefined\) \|\| \(!\(func\d+\.call\(\1, "\2"\)\)\)/g

/** Findings that are said in words of our own, by the param that they are about. */
const worded: Readonly<Record<string, readonly [piece: string, param: string]>> = {
  required: ['lacks', 'missingProperty'],
  additionalProperties: ['hasOdd', 'additionalProperty'],
  enum: ['isNone', 'allowedValues'],
}

/**
 * The code of a validator without what the generated file does not need: each error is a call, and of the schema there
 * is only what errors show. What ajv writes in another way stays as it is, and works as it does.
 *
 * @param schema as JSON.
 * @param use told of each piece of the generated file that is called.
 */
export function shorten(code: string, schema: string, use: (name: string) => void): string {
  const short = code.replace(error, (_all, _name, where: string, keyword: string, params: string, message: string) => {
    const [piece, param] = (Object.hasOwn(worded, keyword) ? worded[keyword] : undefined) ?? []
    const value = params.startsWith(`${param}: `) ? params.slice(`${param}: `.length) : undefined
    use('fail')
    if (piece !== undefined && value !== undefined) use(piece)
    const says = piece !== undefined && value !== undefined ? `${piece}(${value})` : message
    return `vErrors = fail(vErrors, ${where === '' ? 'instancePath' : where.slice(1)}, ${says});errors++;`
  })
  const objects = short.replace(isObject, (_all, value: string) => {
    use('isObject')
    return `isObject(${value})`
  })
  const has = (before: string) => (_all: string, owner: string, name: string) => {
    use('has')
    return `${before}has(${owner}, "${name}")`
  }
  const asked = objects.replace(isThere, has('')).replace(isMissing, has('!'))
  return withShortNames(withoutSchemas(asked), schema)
}

/** Only where every error is a call, and the schema has none of the names in its texts. */
function withShortNames(code: string, schema: string): string {
  if (/\bschemaPath:/.test(code) || /vErrors|instancePath|errors/.test(schema)) return code
  return code
    .replace(/\bvErrors\b/g, 'v')
    .replace(/\binstancePath\b/g, 'p')
    .replace(/(?<![.\w])errors\b/g, 'n')
}

/** Puts values in the place of `schema0.properties.kind.enum`, and takes away schemas that nothing names then. */
function withoutSchemas(code: string): string {
  let short = code
  for (const [, name = ''] of code.matchAll(/\bconst (schema\d+) = /g)) {
    const declaration = `const ${name} = `
    const begin = short.indexOf(declaration)
    const end = endOfJson(short, begin + declaration.length)
    if (begin === -1 || short[end] !== ';') continue
    const schema: unknown = JSON.parse(short.slice(begin + declaration.length, end))
    const rest = short.slice(0, begin) + short.slice(end + 1)
    const inlined = rest.replace(path, (all, owner: string, steps: string) =>
      owner === name ? (JSON.stringify(valueAt(schema, steps)) ?? all) : all,
    )
    if (!new RegExp(`\\b${name}\\b`).test(inlined)) short = inlined
  }
  return short
}

function valueAt(schema: unknown, steps: string): unknown {
  let at = schema
  for (const [, word, key] of steps.matchAll(step)) {
    if (typeof at !== 'object' || at === null) return undefined
    const name = word ?? String(JSON.parse(key ?? '""'))
    at = Object.hasOwn(at, name) ? (at as Readonly<Record<string, unknown>>)[name] : undefined
  }
  return at
}

/** Where a JSON value ends. */
function endOfJson(code: string, begin: number): number {
  let depth = 0
  for (const match of code.slice(begin).matchAll(new RegExp(`${text}|[[{\\]}]|[;]`, 'g'))) {
    if (match[0] === '{' || match[0] === '[') depth++
    else if (match[0] === '}' || match[0] === ']') depth--
    else if (match[0] === ';' && depth === 0) return begin + match.index
  }
  return code.length
}
