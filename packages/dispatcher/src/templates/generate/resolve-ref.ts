import { GenerateError } from './generate-error.js'

/** What a `$ref` leads to, and a word to name it by. */
export interface Resolved {
  readonly schema: unknown
  readonly label: string
}

/**
 * Follows a `$ref` within one schema: `#`, a JSON pointer (`#/$defs/Item`) or an anchor (`#item`).
 *
 * @throws GenerateError where it leads nowhere, or to another document
 */
export function resolveRef(ref: string, root: unknown, template: string): Resolved {
  if (ref === '#') return { schema: root, label: 'Data' }
  if (!ref.startsWith('#')) {
    throw new GenerateError(
      template,
      `$ref ${JSON.stringify(ref)} leads to another document; put the schema under $defs`,
    )
  }
  const target = ref.startsWith('#/') ? follow(ref, root) : findAnchor(ref.slice(1), root)
  if (target === undefined) throw new GenerateError(template, `$ref ${JSON.stringify(ref)} leads nowhere`)
  return { schema: target, label: ref.split('/').at(-1)?.replace(/^#/, '') ?? ref }
}

function follow(ref: string, root: unknown): unknown {
  const keys = decodeURIComponent(ref)
    .slice(2)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  let at = root
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Readonly<Record<string, unknown>>)[key]
  }
  return at
}

function findAnchor(anchor: string, schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return undefined
  if ('$anchor' in schema && schema.$anchor === anchor) return schema
  for (const inner of Object.values(schema)) {
    const found = findAnchor(anchor, inner)
    if (found !== undefined) return found
  }
  return undefined
}
