import type { Configuration } from '@tidings/dispatcher/config'
import type { Artefact } from '@tidings/dispatcher/render'
import {
  compileTemplate,
  type Finding,
  type MjmlCompiler,
  type ReadTemplate,
  type TemplateSource,
  type Texts,
} from '@tidings/dispatcher/templates'

import { compileSettings, lintSettings } from '../template-set.js'
import type { TemplateEntry } from './answers.js'

/** A template as it lies on the bench. */
export interface Piece {
  readonly name: string
  /** As it was read last; absent where it has no template.yaml. */
  readonly source?: TemplateSource
  /** The last version that compiled. */
  readonly artefact?: Artefact
  /** Why the files do not compile now; empty where they do, and the artefact is theirs. */
  readonly errors: readonly Finding[]
  /** All that lint said of the files last. */
  readonly findings: readonly Finding[]
  /** Whether `findings` are those of the files as they are now. */
  readonly linted: boolean
}

/** Compiles a template as it was read; where it does not compile, the artefact of `before` stays. */
export async function makePiece(
  { name, source, findings }: ReadTemplate,
  before: Piece | undefined,
  configuration: Configuration,
  mjml: MjmlCompiler,
): Promise<Piece> {
  const compiled =
    source === undefined ? undefined : await compileTemplate(source, { ...compileSettings(configuration), mjml })
  const artefact = compiled?.artefact ?? before?.artefact
  return {
    name,
    ...(source && { source }),
    ...(artefact && { artefact }),
    errors: [...findings, ...(compiled?.artefact ? [] : (compiled?.findings ?? []))].filter(isError),
    findings: before?.findings ?? [],
    linted: false,
  }
}

/** All that lint says of a template as it was read. Lint is loaded when it is first asked. */
export async function lintPiece(
  template: ReadTemplate,
  configuration: Configuration,
  mjml: MjmlCompiler,
): Promise<readonly Finding[]> {
  const { lintTemplates } = await import('@tidings/dispatcher/lint')
  const [linted] = await lintTemplates([template], { ...lintSettings(configuration), mjml, keepArtefacts: false })
  return linted?.findings ?? []
}

/** Whether two readings of a template found the same files. */
export function sameSource(left: TemplateSource | undefined, right: TemplateSource | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** Whether a file is empty that was not: editors empty a file before they fill it. */
export function isHalfSaved(before: TemplateSource | undefined, now: TemplateSource | undefined): boolean {
  const emptied = (old: Texts, texts: Texts): boolean =>
    Object.entries(texts).some(([file, text]) => text === '' && Object.hasOwn(old, file) && old[file] !== '')
  if (before === undefined || now === undefined) return false
  return (
    emptied(before.files, now.files) || emptied(before.partials, now.partials) || emptied(before.samples, now.samples)
  )
}

/** Findings in numbers. */
export function countsOf(findings: readonly Finding[]): Pick<TemplateEntry, 'errors' | 'warnings'> {
  const errors = findings.filter(isError).length
  return { errors, warnings: findings.length - errors }
}

function isError({ severity }: Finding): boolean {
  return severity === 'error'
}
