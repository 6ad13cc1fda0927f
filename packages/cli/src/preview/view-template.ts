import type { Configuration } from '@tidings/dispatcher/config'
import { type LoadedTemplate, loadTemplate, RenderError, type Rendered, segmentsOf } from '@tidings/dispatcher/render'
import { type Finding, readSamples, type Sample, sampleAddress, standIns } from '@tidings/dispatcher/templates'
import type { Recipient } from '@tidings/sdk'

import { mailHeaders, mailParts } from '../mail-parts.js'
import { mainBrand } from '../template-set.js'
import type { DataProblem, MessageView, RenderAsked, SmsTravel, TemplateView } from './answers.js'
import { withoutResourceLinks } from './frame-policy.js'
import type { Frames } from './frames.js'
import { linesOfJson } from './lines-of-json.js'
import { mailLinks, preheaderOf } from './mail-links.js'
import type { Piece } from './piece.js'
import { withProjectPictures } from './project-pictures.js'

/** What rendering needs beside the template. */
export interface ViewOptions {
  readonly configuration: Configuration
  readonly frames: Frames
  readonly pictures: ReadonlySet<string>
  readonly now: Date
}

/** Renders a template on all its channels, from one of its samples and with other choices laid over it. */
export function viewTemplate(piece: Piece, asked: RenderAsked, options: ViewOptions): TemplateView {
  const { name, source, artefact, errors, findings, linted } = piece
  const samples = source === undefined ? [] : readSamples(source).samples
  const sample = samples.find((each) => each.name === asked.sample) ?? samples[0]
  const dataText = asked.data ?? (sample === undefined ? '{}' : JSON.stringify(sample.data, undefined, 2))
  const nothing: TemplateView = {
    name,
    title: artefact?.title ?? name,
    lane: artefact?.lane ?? '',
    category: artefact?.category ?? '',
    channels: artefact?.steps.channels ?? [],
    locales: artefact?.locales ?? [],
    samples: samples.map((each) => each.name),
    sample: sample?.name ?? '',
    locale: '',
    brand: 'main',
    timeZone: '',
    data: dataText,
    problems: [],
    errors,
    findings,
    linted,
    messages: [],
  }
  if (artefact === undefined) return nothing
  if (sample === undefined && asked.data === undefined) {
    return { ...nothing, errors: errors.length > 0 ? errors : [noSample(name)] }
  }
  const template = loadTemplate(artefact)
  const dressed = chooseBrand(options.configuration, asked.brand ?? sample?.brand)
  const to: Recipient = {
    ...sample?.to,
    locale: asked.locale ?? sample?.to.locale ?? template.locales[0] ?? 'en',
    timeZone: asked.timeZone ?? sample?.to.timeZone ?? 'UTC',
  }
  const view = { ...nothing, brand: dressed.key, locale: to.locale ?? '', timeZone: to.timeZone ?? '' }
  const data = readData(dataText)
  if ('problem' in data) return { ...view, problems: [data.problem] }
  const issues = validatorOf(template)(data.value)
  if (issues.length > 0) {
    const lineOf = linesOfJson(dataText)
    const problems = issues.map((issue): DataProblem => ({ ...issue, line: lineOf(issue.path) }))
    return { ...view, problems }
  }
  const rendered = renderAll(template, { name: view.sample, to, data: data.value }, dressed, options)
  return {
    ...view,
    errors: [...errors, ...rendered.errors],
    messages: rendered.messages.map((message) =>
      messageView(message, `${name}.${view.sample}.${view.locale}`, dressed.variables, options),
    ),
  }
}

/** Compiling a schema takes longer than all the rest, and it seldom is what was saved: by contract, the last few. */
const validators = new Map<string, LoadedTemplate['validate']>()

function validatorOf({ contract, validate }: LoadedTemplate): LoadedTemplate['validate'] {
  const known = validators.get(contract) ?? validate
  validators.delete(contract)
  validators.set(contract, known)
  const [oldest] = validators.keys()
  if (validators.size > 20 && oldest !== undefined) validators.delete(oldest)
  return known
}

function chooseBrand(configuration: Configuration, name: string | undefined): Configuration['brands'][string] {
  const found = name !== undefined && Object.hasOwn(configuration.brands, name) ? configuration.brands[name] : undefined
  return found ?? mainBrand(configuration)
}

function renderAll(
  template: LoadedTemplate,
  { name, to, data }: Sample,
  brand: ReturnType<typeof chooseBrand>,
  { now }: ViewOptions,
): { readonly messages: readonly Rendered[]; readonly errors: readonly Finding[] } {
  const messages: Rendered[] = []
  const errors: Finding[] = []
  for (const channel of template.steps.channels) {
    try {
      messages.push(
        template.render({
          channel,
          address: sampleAddress(to, channel) ?? standIns[channel],
          recipient: to,
          data,
          brand,
          admittedAt: now,
          messageId: '00000000-0000-7000-8000-000000000000.1',
          ...(template.marketing
            ? { unsubscribeUrl: `${brand.unsubscribeBase ?? 'https://example.com/unsubscribe'}/sample` }
            : {}),
        }),
      )
    } catch (error) {
      if (!(error instanceof RenderError)) throw error
      const { file = `${template.name}/samples/${name}.json`, line = 1, column = 1, reason } = error
      errors.push({
        rule: 'TPL402',
        severity: 'error',
        template: template.name,
        file,
        line,
        column,
        message: `${channel} does not render: ${reason}`,
        hint: 'guard the value in the template, or put it into the data',
      })
    }
  }
  return { messages, errors }
}

function messageView(
  rendered: Rendered,
  file: string,
  variables: Readonly<Record<string, string>>,
  { frames, pictures }: ViewOptions,
): MessageView {
  switch (rendered.channel) {
    case 'email': {
      const { from, text, html } = mailParts(rendered.raw)
      const shown = withoutResourceLinks(withProjectPictures(html, variables, pictures))
      return {
        channel: 'email',
        to: rendered.to,
        from,
        subject: rendered.subject,
        preheader: preheaderOf(html),
        key: frames.put({ shown, html, raw: rendered.raw, name: file }),
        html,
        text,
        headers: mailHeaders(rendered.raw),
        links: mailLinks(html),
        htmlBytes: Buffer.byteLength(html),
        textBytes: Buffer.byteLength(text),
        rawBytes: rendered.raw.length,
      }
    }
    case 'sms':
      return {
        channel: 'sms',
        to: rendered.to,
        ...(rendered.from === undefined ? {} : { from: rendered.from }),
        text: rendered.text,
        travel: travelOf(rendered.text),
      }
    case 'push': {
      const { channel, target, title, body, image, link, data, ttl } = rendered
      return {
        channel,
        app: target.app,
        title,
        body,
        ...(image === undefined ? {} : { image: withProjectPictures(image, variables, pictures) }),
        ...(link === undefined ? {} : { link }),
        data,
        ttl,
      }
    }
  }
}

function travelOf(text: string): SmsTravel {
  const { encoding, segments, unused } = segmentsOf(text)
  return { encoding, begins: segments.map(({ begin }) => begin), unused }
}

function readData(text: string): { readonly value: unknown } | { readonly problem: DataProblem } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(message)?.[1]
    const line = text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length
    return { problem: { path: '', message: `is no JSON: ${message}`, line } }
  }
}

function noSample(name: string): Finding {
  return {
    rule: 'TPL007',
    severity: 'error',
    template: name,
    file: `${name}/samples`,
    line: 1,
    column: 1,
    message: 'the template has no samples, so there is nothing to show',
    hint: `write ${name}/samples/short.json with \`to\` and \`data\``,
  }
}
