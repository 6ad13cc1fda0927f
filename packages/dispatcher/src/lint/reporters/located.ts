import type { Finding } from '../../templates/finding.js'

/** A finding where programs outside of the project look for it. */
export interface Located {
  readonly finding: Finding
  /** Path from the root of the repository, with `/`. */
  readonly path: string
  /** The source line; empty where it cannot be shown. */
  readonly line: string
}
