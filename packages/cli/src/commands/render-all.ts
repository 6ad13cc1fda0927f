import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Configuration } from '@tidings/dispatcher/config'
import { brandsOf, loadTemplate, RenderError, type Rendered } from '@tidings/dispatcher/render'
import type { MjmlCompiler, ReadTemplate, Sample } from '@tidings/dispatcher/templates'
import type { Channel } from '@tidings/sdk'

import type { Command } from '../command.js'
import { exitCodes } from '../errors/error-table.js'
import { findingLine } from '../findings.js'
import { count } from '../output/words.js'
import { loadProject } from '../project.js'
import { compileRead } from '../renders/compile-read.js'
import { filesOf } from '../renders/files-of.js'
import { type IndexEntry, indexPage } from '../renders/index-page.js'
import { brandFor, chooseBrand, readTemplateSet } from '../template-set.js'

/** Input of `tidings render --all`. */
export interface RenderAllInput {
  /** Templates; empty: all. */
  readonly names: readonly string[]
  /** Only this one; undefined: all. */
  readonly channel: Channel | undefined
  readonly locale: string | undefined
  /** Instead of those that the samples name; a template that does not allow it has nothing to show. */
  readonly brand: string | undefined
  /** Folder for the files; made if it is missing. */
  readonly out: string
}

interface Message {
  readonly sample: string
  readonly locale: string
  readonly rendered: Rendered
}

/**
 * Writes every sample of the templates in every channel and locale as files, with a page that leads to them. What cannot be
 * rendered keeps nothing else back; exits 1 where there is such.
 */
export const renderAll: Command<RenderAllInput> = async (context, input) => {
  const { cwd, output } = context
  const configuration = await loadProject(context, [])
  const templates = await readTemplateSet(configuration, input.names)
  if (input.brand !== undefined) await chooseBrand(configuration, { name: 'any' }, input.brand)
  const folder = resolve(cwd, input.out)
  const entries: IndexEntry[] = []
  const failed: string[] = []
  const { createMjmlCompiler } = await import('@tidings/dispatcher/templates')
  const mjml = createMjmlCompiler()
  try {
    for (const read of templates) {
      output.progress(read.name)
      for (const message of await messagesOf(read, configuration, mjml, input, failed)) {
        entries.push(await writeMessage(folder, read.name, message))
      }
    }
  } finally {
    await mjml.close()
  }
  await mkdir(folder, { recursive: true })
  const page = join(folder, 'index.html')
  await writeFile(page, indexPage(basename(dirname(configuration.file)), entries))
  output.result({
    kind: 'renders',
    data: { folder, messages: entries, failed },
    items: entries,
    text: ({ paint }) => [
      ...failed.map((line) => paint('failed', line)),
      `${count(entries.length, 'message')} of ${count(templates.length, 'template')}  ${paint('link', relative(cwd, page))}`,
    ],
  })
  if (failed.length === 0) return exitCodes.ok
  output.note('tidings lint shows the lines')
  return exitCodes.failed
}

async function messagesOf(
  read: ReadTemplate,
  configuration: Configuration,
  mjml: MjmlCompiler,
  { channel, locale, brand }: RenderAllInput,
  failed: string[],
): Promise<readonly Message[]> {
  const compiled = await compileRead(read, configuration, mjml)
  if ('errors' in compiled) {
    failed.push(...compiled.errors.map(findingLine))
    return []
  }
  const { readSamples, renderSample } = await import('@tidings/dispatcher/templates')
  const template = loadTemplate(compiled.artefact)
  const allowed = brandsOf(template, configuration.brands)
  if (brand !== undefined && !allowed.includes(brand)) return []
  const { samples, findings } = readSamples(compiled.source)
  failed.push(...findings.map(findingLine))
  const channels = template.steps.channels.filter((each) => channel === undefined || each === channel)
  const locales = locale === undefined ? template.locales : [locale]
  const attempt = (sample: Sample, tag: string, by: Channel): readonly Message[] => {
    const dress = brandFor(configuration, allowed, brand ?? sample.brand)
    try {
      const rendered = renderSample(template, sample, { channel: by, locale: tag, brand: dress })
      return [{ sample: sample.name, locale: tag, rendered }]
    } catch (error) {
      if (!(error instanceof RenderError)) throw error
      failed.push(`${read.name} sample ${sample.name}, ${by} in ${tag}: ${error.message}`)
      return []
    }
  }
  return samples.flatMap((sample) => {
    const issues = template.validate(sample.data)
    failed.push(...issues.map(({ path, message }) => `${read.name} sample ${sample.name}: ${path || '/'} ${message}`))
    if (issues.length > 0) return []
    return locales.flatMap((tag) => channels.flatMap((by) => attempt(sample, tag, by)))
  })
}

async function writeMessage(folder: string, template: string, message: Message): Promise<IndexEntry> {
  const { sample, locale, rendered } = message
  const files = filesOf(rendered, `${template}/${sample}.${locale}`)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return { template, sample, locale, channel: rendered.channel, first: firstOf(rendered), files: Object.keys(files) }
}

function firstOf(rendered: Rendered): string {
  switch (rendered.channel) {
    case 'email':
      return rendered.subject
    case 'sms':
      return rendered.text
    case 'push':
      return `${rendered.title}: ${rendered.body}`
  }
}
