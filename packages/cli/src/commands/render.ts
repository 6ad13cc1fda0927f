import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { withAssetBase } from '@tidings/dispatcher/config'
import type { Rendered } from '@tidings/dispatcher/render'
import type { Channel } from '@tidings/sdk'

import type { Command, CommandContext } from '../command.js'
import { compileByName } from '../compiled-template.js'
import { CliError } from '../errors/cli-error.js'
import { htmlOf } from '../mail-parts.js'
import { bytes } from '../output/words.js'
import { loadProject } from '../project.js'
import { renderedText, withFacts } from '../rendered-text.js'
import { chooseSample } from '../samples.js'
import { chooseBrand } from '../template-set.js'

/** Input of `tidings render`. */
export interface RenderInput {
  /** Undefined: all templates, which only `all` can mean. */
  readonly name: string | undefined
  /** Every sample, channel and locale, as files. */
  readonly all: boolean
  /** Default: the first by name. */
  readonly sample: string | undefined
  /** Default: every channel on which the sample's recipient can be reached. */
  readonly channel: Channel | undefined
  readonly locale: string | undefined
  readonly brand: string | undefined
  /** Only the HTML of the mail. */
  readonly html: boolean
  /** File for the mail, or folder for all messages; `-` is stdout. */
  readonly out: string | undefined
}

/** Shows a template as a customer gets it, or writes all that customers may get. */
export const render: Command<RenderInput> = async (context, input) => {
  const { name, all, out, sample, html } = input
  if (all) {
    if (out === undefined || out === '-' || sample !== undefined || html) {
      throw new CliError('usage', '--all writes files into a folder, and is for every sample', {
        hint: 'tidings render --all --out renders',
      })
    }
    const { renderAll } = await import('./render-all.js')
    return renderAll(context, { ...input, names: name === undefined ? [] : [name], out })
  }
  if (name === undefined) {
    throw new CliError('usage', 'which template?', { hint: 'tidings render order-shipped, or --all --out <folder>' })
  }
  return renderOne(context, { ...input, name })
}

const renderOne: Command<RenderInput & { readonly name: string }> = async (context, input) => {
  const configuration = await loadProject(context, [])
  const [{ source, template }, { sampleAddress, standIns }] = await Promise.all([
    compileByName(configuration, input.name),
    import('@tidings/dispatcher/templates'),
  ])
  const sample = await chooseSample(source, input.sample)
  const issues = template.validate(sample.data)
  if (issues.length > 0) {
    throw new CliError('invalid-data', `sample \`${sample.name}\` does not fit the schema`, {
      lines: issues.map(({ path, message }) => `${path || '/'} ${message}`),
    })
  }
  const brand = await chooseBrand(configuration, template, input.brand ?? sample.brand)
  const recipient = { ...sample.to, ...(input.locale === undefined ? {} : { locale: input.locale }) }
  const wanted = input.html || input.out !== undefined ? (input.channel ?? 'email') : input.channel
  const channels = template.steps.channels.filter((channel) =>
    wanted === undefined ? sampleAddress(recipient, channel) !== undefined : channel === wanted,
  )
  if (channels.length === 0) {
    const hint = `it has ${template.steps.channels.join(', ')}`
    throw new CliError(
      'not-found',
      `\`${input.name}\` has nothing for ${wanted ?? `the recipient of sample \`${sample.name}\``}`,
      { hint },
    )
  }
  const messageId = '00000000-0000-7000-8000-000000000000.1'
  const rendered = channels.map((channel) =>
    template.render({
      channel,
      address: sampleAddress(recipient, channel) ?? standIns[channel],
      recipient,
      data: sample.data,
      brand: withAssetBase(brand),
      admittedAt: context.clock(),
      messageId,
      ...(template.marketing
        ? { unsubscribeUrl: `${brand.unsubscribeBase ?? 'https://example.com/unsubscribe'}/sample` }
        : {}),
    }),
  )
  return await show(context, input, sample.name, rendered)
}

async function show(
  { cwd, output }: CommandContext,
  { html, out }: RenderInput,
  sample: string,
  rendered: readonly Rendered[],
): Promise<number> {
  if (html || out !== undefined) {
    const mail = rendered.find((each) => each.channel === 'email')
    if (!mail)
      throw new CliError('usage', '--html and --out are for e-mail', { hint: 'leave --channel out, or give email' })
    const content = html ? (htmlOf(mail.raw) ?? '') : mail.raw
    if (out === undefined || out === '-') output.raw(content)
    else {
      await writeFile(resolve(cwd, out), content)
      output.note(`${out} written, ${bytes(content.length)}`)
    }
    return 0
  }
  const messages = rendered.map(withFacts)
  output.result({
    kind: 'rendered',
    data: { sample, messages },
    items: messages,
    text: ({ paint }) => rendered.flatMap((each, index) => [...(index > 0 ? [''] : []), ...renderedText(each, paint)]),
  })
  return 0
}
