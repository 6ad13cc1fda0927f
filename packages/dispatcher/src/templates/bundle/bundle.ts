import type { Artefact } from '../../render/artefact.js'
import type { TemplateSource } from '../source.js'

/** Version of the bundle's form. Another one is refused. */
export const bundleFormat = 1

/**
 * Largest bundle that is read, in bytes. A mail with all its locales is about 200 KB compiled, so that hundreds of
 * templates fit.
 */
export const bundleLimit: number = 256 * 1024 * 1024

/** A template as it is published. */
export interface BundledTemplate {
  readonly artefact: Artefact
  readonly source: TemplateSource
}

/** What `tidings publish` would publish, as plain data. */
export interface Bundle {
  /** In the order of their names. */
  readonly templates: readonly BundledTemplate[]
  /** Hash of the content, 64 hex digits. */
  readonly sha256: string
}
