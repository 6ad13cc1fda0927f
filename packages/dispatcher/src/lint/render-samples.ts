import { type Channel, channels } from '@tidings/sdk'

import type { BrandVariant } from '../render/artefact.js'
import { RenderError } from '../render/render-error.js'
import type { Brand, LoadedTemplate } from '../render/template.js'
import { readSamples, renderSample, type Sample, sampleDresses } from '../templates/samples.js'
import type { TemplateSource } from '../templates/source.js'
import type { LintRender } from './lint-subject.js'

/** What samples are rendered with. */
export interface RenderSamplesOptions {
  /** The dress for samples that name no brand. */
  readonly brand: Brand
  readonly brands: Readonly<Record<string, Brand>>
  /** What brands have of their own: each is rendered once more. Default: nothing. */
  readonly variants?: readonly BrandVariant[]
  /** What becomes of the data of each sample first; the result need not fit the schema. */
  readonly change?: (data: unknown) => unknown
}

/** Renders every sample that fits the schema in every channel and locale; those that do not render are left out. */
export function renderSamples(
  source: TemplateSource,
  template: LoadedTemplate,
  { brand, brands, variants = [], change = (data) => data }: RenderSamplesOptions,
): readonly LintRender[] {
  const attempt = (sample: Sample, channel: Channel, locale: string, dress: Brand): readonly LintRender[] => {
    try {
      const rendered = renderSample(
        template,
        { to: sample.to, data: change(sample.data) },
        { channel, locale, brand: dress },
      )
      return [{ sample: sample.name, channel, locale, to: sample.to, rendered }]
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
        .flatMap((channel) =>
          template.locales.flatMap((locale) =>
            sampleDresses(template, sample, { brand, brands, variants }).flatMap((dress) =>
              attempt(sample, channel, locale, dress),
            ),
          ),
        ),
    )
}
