import type { Channel } from '@tidings/sdk'

import type { ChannelArtefacts, EmailArtefact, PerLocale, PushArtefact, SmsArtefact } from '../render/artefact.js'
import type { ProgramData } from '../render/program-data.js'
import { spellAssetSlot, spellAssets } from './assets/spell-assets.js'
import type { Checker } from './check/checker.js'
import { slotText } from './definition/slot-text.js'
import type { Slot, TemplateDefinition } from './definition.js'
import { compileEmailBody } from './email-body.js'
import { emailEnding } from './email-ending.js'
import { applyPlaces } from './html/apply-places.js'
import { compileHtmlBody } from './html-body.js'
import { parseLiquid } from './language/parse.js'
import { createFileTable, type Partials } from './language/parse-context.js'
import type { Catalogues } from './locales/locale-texts.js'
import type { MjmlCompiler } from './mjml/compiler.js'
import { type Body, createIncludes, createPartials, findBody, strayBodies } from './partials.js'
import type { Findings } from './source/findings.js'
import type { MappedText } from './source/mapped-text.js'
import type { TemplateSource } from './source.js'

/** What compiling the channels needs beside source and definition. */
export interface ChannelContext {
  readonly mjml: MjmlCompiler
  readonly findings: Findings
  /** Of the template: it sees what every brand's pieces use. */
  readonly checker: Pick<Checker, 'check'>
  readonly catalogues: Catalogues
  /** Whose pieces go before the shared ones. */
  readonly brand: string
}

interface Texts {
  /** Parses and checks a text that is sent as it is. */
  plain(source: Body, channel: Channel, locale: string): ProgramData
  slot(slot: Slot | undefined, locale: string): Body | undefined
}

/** Compiles every channel in every locale. What is wrong is in the findings, and the result then incomplete. */
export async function compileChannels(
  source: TemplateSource,
  definition: TemplateDefinition,
  context: ChannelContext,
): Promise<ChannelArtefacts> {
  const { findings, checker, catalogues } = context
  const partials = createPartials(source, context)
  const texts = createTexts(definition, partials, checker, catalogues, findings)
  const { channels } = definition
  for (const file of strayBodies(source, definition.locales, channels)) {
    findings.add(
      'TPL009',
      { file: `${source.name}/${file}`, line: 1, column: 1 },
      `${file} is sent in no channel and locale of the template`,
      `template.yaml has the channels ${channels.join(', ')} and the locales ${definition.locales.join(', ')}; bodies are email.mjml or email.html, email.text.liquid, sms.liquid and push.liquid`,
    )
  }
  return {
    ...(channels.includes('email') ? { email: await compileEmail(source, definition, context, partials, texts) } : {}),
    ...(channels.includes('sms') ? { sms: compileSms(source, definition, findings, texts) } : {}),
    ...(channels.includes('push') ? { push: compilePush(source, definition, findings, texts) } : {}),
  }
}

function createTexts(
  definition: TemplateDefinition,
  partials: Partials,
  checker: Pick<Checker, 'check'>,
  catalogues: Catalogues,
  findings: Findings,
): Texts {
  const [usual = 'en'] = definition.locales
  return {
    plain({ text, locale: written }, channel, locale) {
      const files = createFileTable()
      const own = catalogues.in(locale, written)
      const body = parseLiquid(text, { findings, files, partials, place: 'plain', texts: own })
      checker.check({ files: files.files, body }, channel)
      return { files: files.files, body: applyPlaces(body, () => 'plain') }
    },
    slot: (slot, locale) => slotText(slot, locale, usual),
  }
}

async function compileEmail(
  source: TemplateSource,
  { locales, email, placeOf }: TemplateDefinition,
  context: ChannelContext,
  partials: Partials,
  texts: Texts,
): Promise<PerLocale<EmailArtefact>> {
  const { mjml, findings, checker, catalogues } = context
  const [usual = 'en'] = locales
  const includes = createIncludes(source, context)
  const compiled: Record<string, EmailArtefact> = {}
  const ending = emailEnding(source, findings)
  if (ending === undefined) return compiled
  const compileBody = ending === '.html' ? compileHtmlBody : compileEmailBody
  for (const locale of locales) {
    const found = bodyOf(source, 'email', ending, [locale, usual], placeOf, findings)
    if (found === undefined) break
    const ownText = findBody(source, 'email.text', '.liquid', locale, usual)
    const subject = texts.slot(email?.subject, locale)
    const preheader = texts.slot(email?.preheader, locale)
    const senderName = texts.slot(email?.senderName, locale)
    const subjectProgram = subject === undefined ? undefined : texts.plain(subject, 'email', locale)
    const senderProgram = senderName === undefined ? undefined : texts.plain(senderName, 'email', locale)
    if (preheader !== undefined) texts.plain(preheader, 'email', locale)
    if (ownText !== undefined) texts.plain(ownText, 'email', locale)
    const body = await compileBody(spellAssets(found.text, findings), {
      findings,
      partials,
      includes,
      mjml,
      additions: {
        language: found.locale,
        ...(preheader === undefined ? {} : { preheader: preheader.text }),
        ...(subject === undefined ? {} : { subject: subject.text }),
      },
      texts: catalogues.in(locale, found.locale),
      ...(ownText === undefined ? {} : { ownText: ownText.text }),
      check: (program) => checker.check(program, 'email'),
    })
    if (body === undefined || subjectProgram === undefined) continue
    compiled[locale] = {
      subject: subjectProgram,
      ...(senderProgram === undefined ? {} : { senderName: senderProgram }),
      html: body.html,
      text: body.text,
    }
  }
  return compiled
}

/** The body of a channel in a locale; a finding, and undefined, where there is none or nothing in it. */
function bodyOf(
  source: TemplateSource,
  channel: Channel,
  ending: string,
  [locale, usual]: readonly [string, string],
  placeOf: TemplateDefinition['placeOf'],
  findings: Findings,
): Body | undefined {
  const found = findBody(source, channel, ending, locale, usual)
  if (found === undefined) {
    const file = `${channel}${ending}`
    const or = channel === 'email' ? ', or email.html' : ''
    findings.add('TPL005', placeOf(['channels', channel]), `there is no ${file}`, `add ${source.name}/${file}${or}`)
    return undefined
  }
  if (found.text.text.trim() !== '') return found
  findings.add(
    'TPL005',
    found.text.placeAt(0),
    'the file is empty',
    `write the ${channel} message, or take the channel out of template.yaml`,
  )
  return undefined
}

function compileSms(
  source: TemplateSource,
  { locales, sms, placeOf }: TemplateDefinition,
  findings: Findings,
  texts: Texts,
): PerLocale<SmsArtefact> {
  const [usual = 'en'] = locales
  const compiled: Record<string, SmsArtefact> = {}
  for (const locale of locales) {
    const found = bodyOf(source, 'sms', '.liquid', [locale, usual], placeOf, findings)
    if (found === undefined) break
    compiled[locale] = {
      body: texts.plain(found, 'sms', locale),
      ...(sms?.transliterate === true ? { transliterate: true } : {}),
    }
  }
  return compiled
}

const asWritten = (text: MappedText): MappedText => text

function compilePush(
  source: TemplateSource,
  { locales, push, placeOf }: TemplateDefinition,
  findings: Findings,
  texts: Texts,
): PerLocale<PushArtefact> {
  const [usual = 'en'] = locales
  const compiled: Record<string, PushArtefact> = {}
  for (const locale of locales) {
    const found = bodyOf(source, 'push', '.liquid', [locale, usual], placeOf, findings)
    if (found === undefined) break
    const optional = (slot: Slot | undefined, spell = asWritten): ProgramData | undefined => {
      const text = texts.slot(slot, locale)
      return text === undefined ? undefined : texts.plain({ ...text, text: spell(text.text) }, 'push', locale)
    }
    const title = optional(push?.title)
    const image = optional(push?.image, (text) => spellAssetSlot(text, findings))
    const link = optional(push?.link)
    const collapseKey = optional(push?.collapseKey)
    const data: Record<string, ProgramData> = {}
    for (const [name, slot] of push?.data ?? []) {
      const program = optional(slot)
      if (program !== undefined) data[name] = program
    }
    if (title === undefined) continue
    compiled[locale] = {
      title,
      body: texts.plain(found, 'push', locale),
      ...(image === undefined ? {} : { image }),
      ...(link === undefined ? {} : { link }),
      data,
      ttl: push?.ttl ?? 0,
      ...(collapseKey === undefined ? {} : { collapseKey }),
      ...(push?.ios === undefined ? {} : { ios: push.ios }),
      ...(push?.android === undefined ? {} : { android: push.android }),
    }
  }
  return compiled
}
