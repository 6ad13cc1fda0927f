import type { Channel } from '@tidings/sdk'

import type { Configuration } from '../../config/configuration.js'
import { loadConfiguration } from '../../config/load.js'
import { brandsOf } from '../../render/brands-of.js'
import { loadTemplate } from '../../render/load-template.js'
import { mailParts } from '../../render/mime/mail-parts.js'
import type { Rendered, RenderedEmail, RenderedPush, RenderedSms } from '../../render/rendered.js'
import type { LoadedTemplate } from '../../render/template.js'
import { compileTemplate } from '../compile.js'
import type { Finding } from '../finding.js'
import { readTemplate } from '../load/read-templates.js'
import { createMjmlCompiler, type MjmlCompiler } from '../mjml/compiler.js'
import { readSamples, renderSample as renderOne, type Sample } from '../samples.js'
import type { TemplateSource } from '../source.js'
import { SampleError } from './sample-error.js'

/** A mail as a reader sees it, beside what goes over the wire. */
export interface SampleEmail extends RenderedEmail {
  /** Header `From`, as `Fennel <orders@fennel.example>`. */
  readonly sender: string
  readonly html: string
  readonly text: string
}

/** What comes of a sample on each channel. */
export interface SampleMessages {
  readonly email: SampleEmail
  readonly sms: RenderedSms
  readonly push: RenderedPush
}

/** Which message of a sample to render. */
export interface SampleOptions<C extends Channel = Channel> {
  /** Default: `email`. */
  readonly channel?: C
  /** Default: the recipient's in the sample, else the template's first. */
  readonly locale?: string
  /** Name of a brand in `tidings.yaml`. Default: the sample's, else `main`, or the first that the template allows. */
  readonly brand?: string
  /** Path of `tidings.yaml`. Default: the nearest one, from the working folder upwards. */
  readonly config?: string
}

/** One for all tests of a process: a mail is compiled once, and an idle compiler keeps no process alive. */
let mjml: MjmlCompiler | undefined

/**
 * Renders a sample of a template as its recipient would get it, for tests of your own: the same bytes each time, so that
 * they can be kept as a snapshot. Needs neither database nor credentials.
 *
 * @param sample name of a file in `samples/`, without ending. Default: the first.
 * @throws SampleError where there is no such template, sample, channel or brand, or it does not compile or fit;
 * ConfigurationError; RenderError
 */
export async function renderSample<C extends Channel = 'email'>(
  template: string,
  sample?: string,
  { channel, locale, brand, config }: SampleOptions<C> = {},
): Promise<SampleMessages[C]> {
  const configuration = loadConfiguration({
    env: {},
    needs: [],
    embedded: false,
    ...(config === undefined ? {} : { file: config }),
  })
  const { source, loaded } = await load(configuration, template)
  const chosen = choose(source, sample)
  const issues = loaded.validate(chosen.data)
  if (issues.length > 0) {
    const lines = issues.map(({ path, message }) => `  ${path || '/'} ${message}`)
    throw new SampleError(`sample "${chosen.name}" of "${template}" does not fit the schema:\n${lines.join('\n')}`)
  }
  const wanted = channel ?? 'email'
  if (!loaded.steps.channels.includes(wanted)) {
    throw new SampleError(
      `template "${template}" is not sent by ${wanted}; name one of its channels: ${loaded.steps.channels.join(', ')}`,
    )
  }
  const allowed = brandsOf(loaded, configuration.brands)
  const name = brand ?? chosen.brand ?? allowed[0] ?? 'main'
  const dress = Object.hasOwn(configuration.brands, name) ? configuration.brands[name] : undefined
  if (dress === undefined) {
    const known = Object.keys(configuration.brands).join(', ')
    throw new SampleError(`there is no brand "${name}" in ${configuration.file}; it has ${known}`)
  }
  if (!allowed.includes(name)) {
    throw new SampleError(`template "${template}" does not allow the brand "${name}"; it allows ${allowed.join(', ')}`)
  }
  const tag = locale ?? chosen.to.locale ?? loaded.locales[0] ?? 'en'
  const rendered = renderOne(loaded, chosen, { channel: wanted, locale: tag, brand: dress })
  return messageOf(rendered) as SampleMessages[C]
}

function messageOf(rendered: Rendered): SampleMessages[Channel] {
  if (rendered.channel !== 'email') return rendered
  const { from, html, text } = mailParts(rendered.raw)
  return { ...rendered, sender: from, html, text }
}

async function load(
  { templates, categories, brands }: Configuration,
  name: string,
): Promise<{ readonly source: TemplateSource; readonly loaded: LoadedTemplate }> {
  const { source, findings } = await readTemplate(templates, name)
  mjml ??= createMjmlCompiler()
  const compiled = source && (await compileTemplate(source, { categories, brands, mjml }))
  if (source !== undefined && compiled?.artefact !== undefined)
    return { source, loaded: loadTemplate(compiled.artefact) }
  const errors = [...findings, ...(compiled?.findings ?? [])].filter(({ severity }) => severity === 'error')
  throw new SampleError(`template "${name}" in ${templates} does not compile:\n${errors.map(lineOf).join('\n')}`)
}

function choose(source: TemplateSource, name: string | undefined): Sample {
  const { samples, findings } = readSamples(source)
  const chosen = name === undefined ? samples[0] : samples.find((sample) => sample.name === name)
  if (chosen !== undefined) return chosen
  const known = samples.map((sample) => sample.name).join(', ') || 'none'
  const lines = findings.map((finding) => `\n${lineOf(finding)}`).join('')
  throw new SampleError(`template "${source.name}" has no sample "${name ?? ''}"; it has ${known}${lines}`)
}

function lineOf({ rule, file, line, column, message }: Finding): string {
  return `  ${rule} ${file}:${line}:${column} ${message}`
}
