import { type Channel, channels } from '@tidings/sdk'

import { loadTemplate } from '../render/load-template.js'
import { RenderError } from '../render/render-error.js'
import { readDefinition } from '../templates/read-definition.js'
import { readSamples, renderSample, type Sample } from '../templates/samples.js'
import { createFindings } from '../templates/source/findings.js'
import type { TemplateSource } from '../templates/source.js'
import { documentsOf } from './document/lint-document.js'
import type { LintRender, LintSubject } from './lint-subject.js'

/** Gathers what rules look at. What compiling says of the same files is said by compiling. */
export function makeSubject(
  source: TemplateSource,
  { artefact, brand, brands }: Pick<LintSubject, 'artefact' | 'brand' | 'brands'>,
): LintSubject {
  let rendered: readonly LintRender[] | undefined
  const renders = (): readonly LintRender[] => {
    if (artefact === undefined) return []
    const template = loadTemplate(artefact)
    const attempt = (sample: Sample, channel: Channel, locale: string): readonly LintRender[] => {
      try {
        const result = renderSample(template, sample, { channel, locale, brand: brands[sample.brand ?? ''] ?? brand })
        return [{ sample: sample.name, channel, locale, to: sample.to, rendered: result }]
      } catch (error) {
        if (error instanceof RenderError) return []
        throw error
      }
    }
    return readSamples(source)
      .samples.filter(({ data }) => template.validate(data).length === 0)
      .flatMap((sample) =>
        channels
          .filter((channel) => template.steps.channels.includes(channel))
          .flatMap((channel) => template.locales.flatMap((locale) => attempt(sample, channel, locale))),
      )
  }
  return {
    name: source.name,
    source,
    documents: documentsOf(source),
    definition: readDefinition(`${source.name}/template.yaml`, source.yaml, createFindings(source.name)),
    artefact,
    brand,
    brands,
    renders: () => {
      rendered ??= renders()
      return rendered
    },
  }
}
