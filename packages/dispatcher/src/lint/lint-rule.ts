import type { Artefact } from '../render/artefact.js'
import type { Brand } from '../render/template.js'
import type { Finding } from '../templates/finding.js'
import type { TemplateSource } from '../templates/source.js'

/** A template that compiles, as rules see it. */
export interface LintSubject {
  readonly source: TemplateSource
  readonly artefact: Artefact
  /** The dress for samples that name no brand. */
  readonly brand: Brand
  readonly brands: Readonly<Record<string, Brand>>
}

/** A rule beyond what compiling checks: it looks at a template that compiles. */
export interface LintRule {
  /** `TPL` and three digits; stable. Rules with several ids list them all. */
  readonly ids: readonly string[]
  /** What it guards, in one sentence. */
  readonly title: string
  check(subject: LintSubject): readonly Finding[]
}
