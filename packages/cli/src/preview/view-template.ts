import type { Configuration } from '@tidings/dispatcher/config'
import { brandsOf, loadTemplate } from '@tidings/dispatcher/render'
import { type Finding, readSamples } from '@tidings/dispatcher/templates'
import type { Recipient } from '@tidings/sdk'

import { brandFor } from '../template-set.js'
import type { DataProblem, RenderAsked, TemplateView } from './answers.js'
import type { Frames } from './frames.js'
import { linesOfJson } from './lines-of-json.js'
import { messageView } from './message-view.js'
import type { Piece } from './piece.js'
import type { ProjectPictures } from './project-pictures.js'
import { renderAll } from './render-all.js'

/** What rendering needs beside the template. */
export interface ViewOptions {
  readonly configuration: Configuration
  readonly frames: Frames
  readonly pictures: ProjectPictures
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
    brands: Object.keys(options.configuration.brands),
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
  const brands = brandsOf(template, options.configuration.brands)
  const dressed = brandFor(options.configuration, brands, asked.brand ?? sample?.brand)
  const to: Recipient = {
    ...sample?.to,
    locale: asked.locale ?? sample?.to.locale ?? template.locales[0] ?? 'en',
    timeZone: asked.timeZone ?? sample?.to.timeZone ?? 'UTC',
  }
  const view = { ...nothing, brand: dressed.key, brands, locale: to.locale ?? '', timeZone: to.timeZone ?? '' }
  const data = readData(dataText)
  if ('problem' in data) return { ...view, problems: [data.problem] }
  const issues = template.validate(data.value)
  if (issues.length > 0) {
    const lineOf = linesOfJson(dataText)
    const problems = issues.map((issue): DataProblem => ({ ...issue, line: lineOf(issue.path) }))
    return { ...view, problems }
  }
  const rendered = renderAll(template, { name: view.sample, to, data: data.value }, dressed, options.now)
  const { frames, pictures } = options
  const file = `${name}.${view.sample}.${view.locale}`
  return {
    ...view,
    errors: [...errors, ...rendered.errors],
    messages: rendered.messages.map((message) => messageView(message, { frames, pictures, brand: dressed, file })),
  }
}

/** Reads data as somebody may have typed it. */
export function readData(text: string): { readonly value: unknown } | { readonly problem: DataProblem } {
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
