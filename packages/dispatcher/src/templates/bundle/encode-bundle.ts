import { createHash } from 'node:crypto'

import { type BundledTemplate, bundleFormat } from './bundle.js'

/**
 * The bytes of a bundle: JSON in UTF-8 with one template a line, and a hash of them all. The same templates give the
 * same bytes, in whatever order they come.
 */
export function encodeBundle(templates: readonly BundledTemplate[]): Uint8Array {
  const sorted = [...templates].sort((a, b) => compare(a.artefact.name, b.artefact.name))
  const lines = sorted.map((template) => JSON.stringify(ordered(template)))
  const text = `{"kind":"tidings-bundle","format":${bundleFormat},"sha256":"${contentHash(lines)}","templates":[\n${lines.join(',\n')}\n]}\n`
  return new TextEncoder().encode(text)
}

/** Hash of the templates of a bundle, each as JSON. */
export function contentHash(lines: readonly string[]): string {
  const hash = createHash('sha256')
  for (const line of lines) hash.update(line).update('\n')
  return hash.digest('hex')
}

/** Texts of a source in the order of their names; the artefact keeps its own order, which rendering may follow. */
function ordered({ artefact, source }: BundledTemplate): BundledTemplate {
  return { artefact, source: sorted(source) as BundledTemplate['source'] }
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).sort(([a], [b]) => compare(a, b))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
