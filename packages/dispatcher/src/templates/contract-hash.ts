import { createHash } from 'node:crypto'

/**
 * Hash of a schema: the contract between a template and those who emit. Independent of the order of keys. 64 hex digits
 * (SHA-256 of the JSON with sorted keys).
 */
export function contractHash(schema: unknown): string {
  return createHash('sha256').update(canonicalJson(schema)).digest('hex')
}

/** JSON with sorted keys: equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((element) => canonicalJson(element ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const record = value as Readonly<Record<string, unknown>>
  const keys = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`).join(',')}}`
}
