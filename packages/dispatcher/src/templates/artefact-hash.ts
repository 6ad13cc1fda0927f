import { createHash } from 'node:crypto'

import type { Artefact } from '../render/artefact.js'
import { canonicalJson } from './contract-hash.js'
import type { TemplateSource } from './source.js'

/**
 * Hash of a compiled template, 64 hex digits. Shared pieces and settings count by what they did to this template; samples
 * are no part of what is sent.
 */
export function artefactHash(
  compiled: Omit<Artefact, 'hash'>,
  { yaml, files }: Pick<TemplateSource, 'yaml' | 'files'>,
): string {
  return createHash('sha256').update(canonicalJson({ compiled, yaml, files })).digest('hex')
}
