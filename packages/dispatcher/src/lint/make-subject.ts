import { readDefinition } from '../templates/read-definition.js'
import { createFindings } from '../templates/source/findings.js'
import type { TemplateSource } from '../templates/source.js'
import { documentsOf, type LintDocument } from './document/lint-document.js'
import type { LintRender, LintSubject } from './lint-subject.js'
import { renderSamples } from './render-samples.js'
import { stretchData } from './stretch-data.js'

/** Gathers what rules look at. What compiling says of the same files is said by compiling. */
export function makeSubject(
  source: TemplateSource,
  { artefact, brand, brands, clients }: Pick<LintSubject, 'artefact' | 'brand' | 'brands' | 'clients'>,
): LintSubject {
  let rendered: readonly LintRender[] | undefined
  let longest: readonly LintRender[] | undefined
  return {
    name: source.name,
    source,
    documents: documentsOf(source),
    definition: readDefinition(`${source.name}/template.yaml`, source.yaml, createFindings(source.name)),
    artefact,
    brand,
    brands,
    ...(clients === undefined ? {} : { clients }),
    renders: () => {
      rendered ??= artefact === undefined ? [] : renderSamples(source, artefact, { brand, brands })
      return rendered
    },
    longest: () => {
      longest ??=
        artefact === undefined
          ? []
          : renderSamples(source, artefact, { brand, brands, change: (data) => stretchData(data, artefact.schema) })
      return longest
    },
  }
}

/** What rules look at where a file belongs to no template: those about data, samples and settings have nothing to say. */
export function makeFileSubject(
  document: LintDocument,
  { brand, brands, clients }: Pick<LintSubject, 'brand' | 'brands' | 'clients'>,
): LintSubject {
  return {
    name: document.file,
    source: undefined,
    documents: [document],
    definition: undefined,
    artefact: undefined,
    brand,
    brands,
    ...(clients === undefined ? {} : { clients }),
    renders: () => [],
    longest: () => [],
  }
}
