import type { Channel, Recipient } from '@tidings/sdk'

import type { Artefact } from '../render/artefact.js'
import type { Rendered } from '../render/rendered.js'
import type { Brand } from '../render/template.js'
import type { TemplateDefinition } from '../templates/definition.js'
import type { TemplateSource } from '../templates/source.js'
import type { IdleDisable } from './disables/apply-disables.js'
import type { LintDocument } from './document/lint-document.js'

/** A sample as one recipient would get it. */
export interface LintRender {
  readonly sample: string
  readonly channel: Channel
  readonly locale: string
  readonly to: Recipient
  readonly rendered: Rendered
}

/** What rules look at: one template, or one file that belongs to none. */
export interface LintSubject {
  readonly name: string
  /** Bodies, and the shared pieces that they use; each once. */
  readonly documents: readonly LintDocument[]
  /** undefined for a single file. */
  readonly source: TemplateSource | undefined
  /** template.yaml; undefined for a single file, and where it cannot be read. */
  readonly definition: TemplateDefinition | undefined
  /** undefined where the template does not compile: rules that need more than the text have nothing to say then. */
  readonly artefact: Artefact | undefined
  /** The dress for samples that name no brand. */
  readonly brand: Brand
  readonly brands: Readonly<Record<string, Brand>>
  /** Whether the project has an environment that is production. */
  readonly production: boolean
  /** Files of `_assets/` that no template of the project names; of the first template only. */
  readonly idleAssets: readonly string[]
  /** Mail clients that it must work in, as `family.platform`. Default: those that lead the counts of opened mails. */
  readonly clients?: readonly string[]
  /** Disables without effect; only `TPL490` is told, which runs after the others. */
  readonly idleDisables?: readonly IdleDisable[]
  /** Every sample in every channel and locale, rendered when it is first asked for; those that do not render are left out. */
  renders(): readonly LintRender[]
  /** The same with every text as long as its `maxLength` lets a service make it, see `stretchData`. */
  longest(): readonly LintRender[]
}
