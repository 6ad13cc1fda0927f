import { fileURLToPath } from 'node:url'
import type { Channel, Recipient } from '@tidings/sdk'
import { simpleParser } from 'mailparser'
import { loadConfiguration } from '#dispatcher/config/index.js'
import { type LoadedTemplate, loadTemplate, type Rendered } from '#dispatcher/render/index.js'
import {
  compileTemplate,
  createMjmlCompiler,
  type Finding,
  readAssetFiles,
  readTemplates,
} from '#dispatcher/templates/index.js'

const root = new URL('../../../../../', import.meta.url)

/** Where the starters lie. */
export const templatesFolder: string = fileURLToPath(new URL('templates', root))

/** Their pictures as a brand's host would serve them: files of that folder, by name. */
export const assetFiles: ReadonlyMap<string, string> = await readAssetFiles(templatesFolder)

const configuration = loadConfiguration({
  file: fileURLToPath(new URL('examples/shop/tidings.yaml', root)),
  env: {},
  needs: [],
})

const { main } = configuration.brands
if (main === undefined) throw new Error('examples/shop/tidings.yaml has no brand "main"')

/** The brand of the example shop, which has all variables that the starters use. */
export const brand: typeof main = main

/** A recipient and data, by the name of its file. */
export interface Sample {
  readonly name: string
  readonly to: Recipient
  readonly data: unknown
}

/** A starter template as the compiler of the project makes it. */
export interface Starter {
  readonly name: string
  readonly findings: readonly Finding[]
  /** Undefined where a finding is an error. */
  readonly template: LoadedTemplate | undefined
  readonly samples: readonly Sample[]
}

/** All starter templates, compiled once. */
export const starters: readonly Starter[] = await compileStarters()

async function compileStarters(): Promise<readonly Starter[]> {
  await using mjml = createMjmlCompiler()
  const { categories } = configuration
  const read = await readTemplates(configuration.templates)
  return await Promise.all(
    read.map(async ({ name, source, findings }) => {
      if (source === undefined) return { name, findings, template: undefined, samples: [] }
      const compiled = await compileTemplate(source, {
        mjml,
        categories,
        brands: { main: brand },
      })
      return {
        name,
        findings: [...findings, ...compiled.findings],
        template: compiled.artefact && loadTemplate(compiled.artefact),
        samples: Object.entries(source.samples).map(([sample, text]) => ({
          ...(JSON.parse(text) as { readonly to: Recipient; readonly data: unknown }),
          name: sample,
        })),
      }
    }),
  )
}

/** What a sample becomes on a channel; undefined where its recipient cannot be reached there. */
export function render({ template }: Starter, channel: Channel, { to, data }: Sample): Rendered | undefined {
  const address = channel === 'email' ? to.email : channel === 'sms' ? to.phone : to.push?.[0]
  if (address === undefined) return undefined
  return template?.render({
    channel,
    address,
    recipient: to,
    data,
    brand,
    admittedAt: new Date('2026-11-24T13:02:00Z'),
    messageId: '0199f3c2-0000-7000-8000-0000000000a1.1',
    ...(template.marketing ? { unsubscribeUrl: `${brand.unsubscribeBase}/0199f3c2` } : {}),
  })
}

/** A sample's mail as a mail program reads it. */
export async function renderMail(
  starter: Starter,
  sample: Sample,
): Promise<{ html: string; text: string; subject: string }> {
  const rendered = render(starter, 'email', sample)
  if (rendered?.channel !== 'email') throw new Error(`${starter.name}, sample ${sample.name}: there is no mail`)
  const { html, text, subject } = await simpleParser(Buffer.from(rendered.raw))
  if (typeof html !== 'string') throw new Error(`${starter.name}, sample ${sample.name}: the mail has no HTML part`)
  return { html, text: text ?? '', subject: subject ?? '' }
}
