import type { LoadedTemplate } from '@tidings/dispatcher/render'
import type { TestSent } from '@tidings/dispatcher/test-send'
import type { Channel } from '@tidings/sdk'

import type { Command, CommandContext } from '../command.js'
import { compileByName } from '../compiled-template.js'
import { askYes } from '../confirm.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { unknownName } from '../errors/unknown-name.js'
import { plain, shownAddress, span } from '../output/words.js'
import { loadProject } from '../project.js'
import { chooseSample } from '../samples.js'
import { chooseBrand } from '../template-set.js'
import { deliverTest } from '../test-send/deliver-test.js'
import { testAdvice } from '../test-send/test-advice.js'

/** Input of `tidings send-test`. */
export interface SendTestInput {
  readonly name: string
  /** `ann@example.com`, `+4915112345678` or `ios:<token>`. */
  readonly to: string
  /** Default: the first by name. */
  readonly sample: string | undefined
  /** Default: the one that the address is of. */
  readonly channel: Channel | undefined
  readonly locale: string | undefined
  readonly brand: string | undefined
  /** Sends from production without asking. */
  readonly yes: boolean
}

/** Sends one message of a sample to an address, marked as a test and past the ledger. Exits 0 where it was accepted. */
export const sendTest: Command<SendTestInput> = async (context, input) => {
  const configuration = await loadProject(context, [])
  // Before the template is compiled, which takes a second.
  const channel = await chooseChannel(input)
  const { source, template } = await compileByName(configuration, input.name)
  const sample = await chooseSample(source, input.sample)
  const issues = template.validate(sample.data)
  if (issues.length > 0) {
    throw new CliError('invalid-data', `sample \`${sample.name}\` does not fit the schema`, {
      lines: issues.map(({ path, message }) => `${path || '/'} ${message}`),
    })
  }
  const { environment } = configuration
  const brand = await chooseBrand(configuration, template, input.brand ?? sample.brand)
  const locale = await chooseLocale(template, input.locale)
  if (!template.steps.channels.includes(channel)) {
    const hint = `it has ${template.steps.channels.join(', ')}; give an address of these`
    throw new CliError('not-found', `\`${input.name}\` has no channel ${channel}`, { hint })
  }
  context.output.progress(`sending to ${channel}`)
  const sent = await deliverTest(context, configuration, {
    template,
    channel,
    recipient: { ...sample.to, ...(locale === undefined ? {} : { locale }) },
    data: sample.data,
    brand,
    to: input.to,
    confirm: async () =>
      input.yes || (await askYes(context, `Send a test message from ${environment.name} to ${input.to}?`, '--yes')),
  })
  const exitCode = report(context, input, sent, {
    template: template.name,
    sample: sample.name,
    brand: brand.key,
    environment: environment.name,
    channel,
    to: shownAddress(input.to, context.settings.showAddresses),
  })
  return context.signal.aborted ? exitCodes.interrupted : exitCode
}

/** A locale that the template has, or that falls back to one: `de-AT` to `de`. */
async function chooseLocale(
  { name, locales }: LoadedTemplate,
  wanted: string | undefined,
): Promise<string | undefined> {
  if (wanted === undefined) return undefined
  const languages = locales.map((locale) => locale.toLowerCase().split('-')[0])
  if (languages.includes(wanted.toLowerCase().split('-')[0])) return wanted
  const what = `\`${name}\` has no locale \`${wanted}\``
  throw await unknownName(what, wanted, locales, `locales: ${locales.join(', ')}`)
}

/** The channel that is asked for, else that of the address, which has to be one of it. */
async function chooseChannel({ channel, to }: SendTestInput): Promise<Channel> {
  const { channelOfAddress, readAddress } = await import('@tidings/dispatcher/test-send')
  const meant = channel ?? channelOfAddress(to)
  if (meant === undefined) {
    throw new CliError('usage', `\`${to}\` is no address`, {
      hint: 'give an e-mail address, a phone number as +4915112345678, or the token of a device as ios:<token>',
    })
  }
  readAddress(meant, to)
  return meant
}

function report(
  { output }: CommandContext,
  { to }: SendTestInput,
  sent: TestSent,
  asked: Readonly<Record<string, string>>,
): number {
  const { provider, kind, messageId, rendered, outcome, tookMs } = sent
  const { channel } = rendered
  const words = channel === 'email' ? rendered.subject : channel === 'sms' ? rendered.text : rendered.title
  const advice = testAdvice(sent)
  const accepted = outcome.outcome === 'accepted'
  const said = 'code' in outcome ? [outcome.code, plain(outcome.detail)] : [plain(outcome.detail ?? '')]
  output.result({
    kind: 'test-sent',
    data: {
      ...asked,
      provider,
      providerKind: kind,
      messageId,
      locale: rendered.locale,
      marked: words,
      ...outcome,
      tookMs: Math.round(tookMs),
      ...(advice === undefined ? {} : { hint: advice }),
    },
    text: ({ paint, symbols }) => [
      `  ${paint(accepted ? 'done' : 'failed', outcome.outcome)}  ${channel} to ${asked.to ?? to} by ${provider} ${symbols.dot} ${asked.environment} ${symbols.dot} ${span(tookMs)}`,
      `  ${paint('strong', plain(words))}`,
      ...(said.join('') === '' ? [] : [`  ${said.filter((part) => part !== '').join('  ')}`]),
    ],
  })
  if (advice !== undefined) output.note(`  ${output.sideStyle.paint('dim', advice)}`)
  if (accepted) return exitCodes.ok
  if (outcome.outcome === 'interrupted') return exitCodes.unreachable
  return outcome.outcome === 'deferred' && outcome.fault === 'configuration' ? exitCodes.denied : exitCodes.failed
}
