import { type Channel, channels, type Recipient } from '@tidings/sdk'

import { withAssetBase } from '../config/asset-base.js'
import type { Artefact } from '../render/artefact.js'
import { brandsOf } from '../render/brands-of.js'
import { loadTemplate } from '../render/load-template.js'
import { RenderError } from '../render/render-error.js'
import type { Rendered } from '../render/rendered.js'
import type { Brand, LoadedTemplate } from '../render/template.js'
import { sampleProblems } from './check-sample.js'
import type { Finding } from './finding.js'
import { sampleAddress, standIns } from './sample-address.js'
import { createFindings, type Findings } from './source/findings.js'
import { didYouMean } from './source/nearest.js'
import { readYaml, type YamlText } from './source/yaml-text.js'
import type { TemplateSource } from './source.js'

/** A sample, read. */
export interface Sample {
  readonly name: string
  readonly to: Recipient
  readonly data: unknown
  /** Name of a brand. */
  readonly brand?: string
}

interface ReadSample extends Sample {
  readonly json: YamlText
  readonly file: string
}

/** Reads the samples of a template; those that cannot be read are findings. */
export function readSamples(source: TemplateSource): {
  readonly samples: readonly Sample[]
  readonly findings: readonly Finding[]
} {
  const { samples, findings } = readAll(source)
  return { samples: samples.map(({ json: _json, file: _file, ...sample }) => sample), findings }
}

/** What samples are rendered with. */
export interface SampleOptions {
  /** The dress for samples without a brand of their own, or of a brand that is not known. */
  readonly brand: Brand
  readonly brands?: Readonly<Record<string, Brand>>
  /** The artefact, where it is loaded already: its schema is compiled once. */
  readonly template?: LoadedTemplate
}

/** Samples show an intent of this moment. */
const admittedAt = new Date('2026-11-24T09:30:00Z')

/** Checks every sample against the schema, and renders it in every channel and locale. */
export function checkSamples(source: TemplateSource, artefact: Artefact, options: SampleOptions): readonly Finding[] {
  const read = readAll(source)
  const findings = createFindings(source.name, read.findings)
  const template = options.template ?? loadTemplate(artefact)
  for (const sample of read.samples) {
    checkBrand(template, sample, options.brands ?? {}, findings)
    const issues = template.validate(sample.data)
    for (const { path, message } of issues) {
      const keys = path
        .split('/')
        .slice(1)
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      const place = sample.json.placeOf(['data', ...keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key))])
      findings.add('TPL401', place, `data${keys.map((key) => `.${key}`).join('')} ${message}`)
    }
    if (issues.length === 0) checkRenders(template, sample, { ...options, variants: artefact.variants ?? [] }, findings)
  }
  return findings.list()
}

/** Which of a sample's messages to render. */
export interface SampleRequest {
  readonly channel: Channel
  readonly locale: string
  readonly brand: Brand
}

/**
 * Renders a sample as one recipient would get it. Where the sample has no address for the channel, a made-up one stands in.
 *
 * @throws RenderError where the data lacks something, or a value does not fit its place.
 */
export function renderSample(
  template: LoadedTemplate,
  { to, data }: Pick<Sample, 'to' | 'data'>,
  { channel, locale, brand }: SampleRequest,
): Rendered {
  return template.render({
    channel,
    address: sampleAddress(to, channel) ?? standIns[channel],
    recipient: { ...to, email: to.email ?? standIns.email, phone: to.phone ?? standIns.sms, locale },
    data,
    brand: withAssetBase(brand),
    admittedAt,
    messageId: '00000000-0000-7000-8000-000000000000.1',
    ...(template.marketing ? { unsubscribeUrl: 'https://example.com/unsubscribe' } : {}),
  })
}

function checkRenders(
  template: LoadedTemplate,
  sample: ReadSample,
  options: SampleOptions & { readonly variants: Variants },
  findings: Findings,
): void {
  const { name, file } = sample
  const [usual, ...others] = sampleDresses(template, sample, options)
  for (const brand of [usual, ...others].filter((each) => each !== undefined)) {
    const whose = brand === usual ? '' : ` for ${brand.key ?? brand.name}`
    for (const channel of channels.filter((each) => template.steps.channels.includes(each))) {
      for (const locale of template.locales) {
        try {
          renderSample(template, sample, { channel, locale, brand })
        } catch (error) {
          if (!(error instanceof RenderError)) throw error
          const { file: where = file, line = 1, column = 1, reason } = error
          const what = `sample ${name}, ${channel} in ${locale}${whose}: ${reason}`
          findings.add('TPL402', { file: where, line, column }, what)
        }
      }
    }
  }
}

/**
 * The dresses that a sample is looked at in: its own, else the first that the template allows, and one of each group of
 * brands with pieces of their own.
 */
export function sampleDresses(
  template: Pick<LoadedTemplate, 'brands'>,
  sample: Pick<Sample, 'brand'>,
  { brand, brands = {}, variants = [] }: Pick<SampleOptions, 'brand' | 'brands'> & { readonly variants?: Variants },
): readonly Brand[] {
  const [first = ''] = brandsOf(template, brands)
  const usual = brands[sample.brand ?? first] ?? brand
  const others = variants.flatMap((variant) =>
    variant.brands.includes(usual.key ?? '') ? [] : variant.brands.slice(0, 1),
  )
  return [usual, ...others.flatMap((name) => brands[name] ?? [])]
}

type Variants = NonNullable<Artefact['variants']>

/** A sample of a brand that the template does not allow shows what nobody gets. */
function checkBrand(
  template: Pick<LoadedTemplate, 'brands'>,
  { brand, json }: ReadSample,
  brands: Readonly<Record<string, Brand>>,
  findings: Findings,
): void {
  const allowed = brandsOf(template, brands)
  if (brand === undefined || allowed.length === 0 || allowed.includes(brand)) return
  const exists = Object.hasOwn(brands, brand)
  const why = exists ? 'the template does not allow' : `there is not${didYouMean(brand, allowed)}`
  const message = `brand is \`${brand}\`, which ${why}`
  findings.add('TPL401', json.placeOf(['brand']), message, `it may be ${allowed.join(', ')}`)
}

interface ReadSamples {
  readonly samples: readonly ReadSample[]
  readonly findings: readonly Finding[]
}

const known = new WeakMap<TemplateSource, ReadSamples>()

/** Reading them with their places takes longer than rendering them, and checks and rules all ask. */
function readAll(source: TemplateSource): ReadSamples {
  const before = known.get(source)
  if (before !== undefined) return before
  const findings = createFindings(source.name)
  const read = { samples: readEach(source, findings), findings: findings.list() }
  known.set(source, read)
  return read
}

function readEach({ name, samples }: TemplateSource, findings: Findings): readonly ReadSample[] {
  return Object.entries(samples).flatMap(([sample, text]) => {
    const file = `${name}/samples/${sample}.json`
    const place = { file, line: 1, column: 1 }
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      findings.add(
        'TPL007',
        jsonPlace(file, text, error),
        `the sample is no JSON: ${error instanceof Error ? error.message : error}`,
      )
      return []
    }
    if (typeof value !== 'object' || value === null || !('to' in value) || !('data' in value)) {
      findings.add(
        'TPL007',
        place,
        'a sample has `to` and `data`',
        'as { "to": { "email": "ann@example.com" }, "data": {} }',
      )
      return []
    }
    // JSON is YAML, and YAML is read with its places.
    const json = readYaml(file, text, findings)
    if (json === undefined) return []
    const problems = sampleProblems(value as Readonly<Record<string, unknown>>)
    for (const { path, message } of problems) findings.add('TPL007', json.placeOf(path), message)
    if (problems.length > 0) return []
    const { to, data, brand } = value as { to: Recipient; data: unknown; brand?: string }
    return [{ name: sample, to, data, ...(brand === undefined ? {} : { brand }), json, file }]
  })
}

/** V8 says at which position JSON breaks. */
function jsonPlace(file: string, text: string, error: unknown): { file: string; line: number; column: number } {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
  // It says none where the file ends too early.
  const before = text
    .trimEnd()
    .slice(0, position === undefined ? undefined : Number(position))
    .split('\n')
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
