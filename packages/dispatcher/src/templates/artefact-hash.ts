import { createHash } from 'node:crypto'

import type { Artefact } from '../render/artefact.js'
import type { TemplateSource } from './source.js'

/**
 * Hash of a compiled template, 64 hex digits. Shared pieces and settings count by what they did to this template; samples
 * are no part of what is sent.
 */
export function artefactHash(
  compiled: Omit<Artefact, 'hash'>,
  { yaml, files }: Pick<TemplateSource, 'yaml' | 'files'>,
): string {
  // Inside, the order of keys comes from the compiler and the author's files, and JSON keeps it; how these were put together
  // at the top does not count.
  const text = JSON.stringify([sorted(compiled), yaml, sorted(files)])
  return createHash('sha256').update(text).digest('hex')
}

function sorted(record: Readonly<Record<string, unknown>> | Omit<Artefact, 'hash'>): readonly [string, unknown][] {
  return Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
