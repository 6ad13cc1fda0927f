import type { JsonSchema } from '../templates/schema/close-schema.js'

/**
 * The data with every text as long as the schema allows: a sample of the longest message that a service may cause. Texts
 * without `maxLength`, of a list or of a format (but URLs) stay as they are, and so do those whose pattern takes no longer
 * one of the kind, or cannot be tried quickly.
 *
 * @param names texts that stand for something there is, as files: a longer one stands for nothing. Default: none
 */
export function stretchData(data: unknown, root: JsonSchema, names: ReadonlySet<string> = new Set()): unknown {
  const stretch = (value: unknown, schema: unknown): unknown => {
    const own = resolve(schema, root)
    if (own === undefined) return value
    if (typeof value === 'string') return names.has(value) ? value : stretchText(value, own)
    if (Array.isArray(value)) return value.map((each: unknown) => stretch(each, own.items))
    if (typeof value !== 'object' || value === null) return value
    const properties = (own.properties ?? {}) as JsonSchema
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        Object.hasOwn(properties, name) ? stretch(each, properties[name]) : each,
      ]),
    )
  }
  return stretch(data, root)
}

// Twice what a push service takes, and more segments than a text message may have.
const mostAdded = 10_000
const mostTested = 2_000

/** Whether a text fits a pattern. Only patterns that are quick whatever they are asked are tried. */
function matches(text: string, pattern: string): boolean {
  const repeats = pattern.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0
  return !pattern.includes('(') && repeats <= 2 && text.length <= mostTested && new RegExp(pattern, 'u').test(text)
}

function stretchText(text: string, { maxLength, format, pattern, enum: listed, const: only }: JsonSchema): string {
  if (typeof maxLength !== 'number' || listed !== undefined || only !== undefined) return text
  if (format !== undefined && format !== 'uri') return text
  const missing = maxLength - [...text].length
  if (missing <= 0 || text === '') return text
  const added = format === 'uri' ? 'x' : ([...text].at(-1) ?? '')
  const longer = text + added.repeat(Math.min(missing, mostAdded))
  return typeof pattern === 'string' && !matches(longer, pattern) ? text : longer
}

/** A schema behind its references; undefined where there is none, or the references go in a circle. */
function resolve(schema: unknown, root: JsonSchema): JsonSchema | undefined {
  let found = schema
  for (let hops = 0; hops < 16; hops++) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
    const reference = (found as JsonSchema).$ref
    if (typeof reference !== 'string') return found as JsonSchema
    let target: unknown = root
    for (const part of reference.replace(/^#\/?/, '').split('/').filter(Boolean)) {
      const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
      target = typeof target === 'object' && target !== null ? (target as JsonSchema)[key] : undefined
    }
    found = target
  }
  return undefined
}
