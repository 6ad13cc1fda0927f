import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import type { Channel, PushTarget, Recipient } from '@tidings/sdk'

import { addressText } from '../../admit/messages-of.js'
import { brandIn } from '../../config/asset-base.js'
import { catcherOf } from '../../config/catcher-of.js'
import type { BrandSettings, Configuration } from '../../config/configuration.js'
import { recipientGuardGate } from '../../gates/recipient-guard.js'
import type { Outcome } from '../../providers/outcome.js'
import type { Provider } from '../../providers/provider.js'
import { providerKinds } from '../../providers/registry.js'
import { HeaderError } from '../../render/mime/header-error.js'
import { RenderError } from '../../render/render-error.js'
import type { Rendered } from '../../render/rendered.js'
import type { LoadedTemplate } from '../../render/template.js'
import { markAsTest } from '../../render/test-mark.js'
import { readAddress, recipientAt } from './read-address.js'
import { type TestRoute, testRoute } from './test-route.js'
import { TestSendError } from './test-send-error.js'

/** A test message: what it says, and to whom it goes. */
export interface TestSend {
  /**
   * Read with the kinds of providers (`providerKinds`) and with what its provider needs: the settings of a provider are then
   * those of its kind.
   */
  readonly configuration: Configuration
  readonly template: LoadedTemplate
  readonly channel: Channel
  /** Who the sample is for: everything but the address. Its locale is the message's. */
  readonly recipient: Recipient
  /** Checked against the template's schema before. */
  readonly data: unknown
  readonly brand: BrandSettings
  /** `ann@example.com`, `+4915112345678` or `ios:<token>`. */
  readonly to: string
  /** Asked last, and only in production: whether it may be sent for real. */
  readonly confirm: () => Promise<boolean>
  readonly now: Date
  /** Ends the call; what was sent by then may arrive all the same. */
  readonly signal: AbortSignal
}

/** What came of it. */
export interface TestSent extends TestRoute {
  readonly messageId: string
  readonly rendered: Rendered
  readonly outcome: Outcome
  /** From the first step of the call to its outcome. */
  readonly tookMs: number
}

/**
 * Sends one message through the provider that the environment's route names first, past the ledger: it is marked as a test, it
 * is not tried again, and no row is written. The recipient guard has its say as for any message.
 *
 * @throws TestSendError where nothing was sent.
 */
export async function sendTest(test: TestSend): Promise<TestSent> {
  const { configuration, template, channel, signal } = test
  const { environment, policies } = configuration
  const address = readAddress(channel, test.to)
  const route = testRoute(configuration, channel, template.lane)
  guard(test, route, addressText(address))
  // Of the form of any message's id: what the provider says of it later finds nothing in a ledger, and changes nothing.
  const messageId = `${randomUUID()}.1`
  const rendered = render(test, address, messageId)
  if (environment.production && !(await test.confirm())) {
    throw new TestSendError(
      'not-confirmed',
      `\`${environment.name}\` is production, and nobody has said that it may send this`,
      'confirm it, or choose another environment',
    )
  }
  const provider = openAccount(configuration, route)
  const since = performance.now()
  try {
    const deadline = AbortSignal.timeout(policies[template.lane].deadlineMs)
    const outcome = await provider.call({
      messageId,
      key: messageId,
      rendered,
      signal: AbortSignal.any([signal, deadline]),
      tooLate: () => signal.aborted,
    })
    return { ...route, messageId, rendered, outcome, tookMs: performance.now() - since }
  } finally {
    await provider.close()
  }
}

function openAccount({ file, providers }: Configuration, { provider, kind }: TestRoute): Provider {
  const known = Object.hasOwn(providerKinds, kind) ? providerKinds[kind] : undefined
  if (known === undefined) throw unusable(provider, `its kind \`${kind}\` is not known`)
  try {
    return known.create(provider, providers[provider]?.settings, { folder: dirname(file) })
  } catch (error) {
    throw unusable(provider, error instanceof Error ? error.message : String(error), error)
  }
}

const unusable = (provider: string, why: string, cause?: unknown): TestSendError =>
  new TestSendError(
    'provider-unusable',
    `provider \`${provider}\` cannot be used: ${why}`,
    `correct providers.${provider} in tidings.yaml`,
    cause,
  )

/** Asks the gate that every message passes; where it would send another way, a test message is not sent at all. */
function guard(
  { configuration, template, channel, now, to }: TestSend,
  { provider, kind }: TestRoute,
  address: string,
): void {
  const { environment } = configuration
  const verdict = recipientGuardGate.decide({
    template: template.name,
    category: template.category,
    channel,
    address,
    expiresAt: Number.POSITIVE_INFINITY,
    facts: {},
    pauses: [],
    providers: [{ name: provider, kind }],
    environment: { ...environment, catcher: catcherOf(configuration) },
    now: now.getTime(),
  })
  if (verdict === undefined) return
  const list = environment.allow.length === 0 ? 'nobody' : environment.allow.join(', ')
  throw new TestSendError(
    'recipient-guard',
    `\`${environment.name}\` is not production, and its recipient guard lets nothing go to \`${to}\` by \`${provider}\``,
    `add the address to environments.${environment.name}.recipients.allow in tidings.yaml (now: ${list})`,
  )
}

function render(test: TestSend, address: string | PushTarget, messageId: string): Rendered {
  const { template, channel, data, brand, now } = test
  const base = template.marketing ? brand.unsubscribeBase : undefined
  try {
    const rendered = template.render({
      channel,
      address,
      recipient: { ...test.recipient, ...recipientAt(channel, address) },
      data,
      brand: brandIn(test.configuration.environment, brand),
      admittedAt: now,
      messageId,
      // No token of the ledger's: who follows it unsubscribes nobody.
      ...(base === undefined ? {} : { unsubscribeUrl: `${base}${base.endsWith('/') ? '' : '/'}test` }),
    })
    return markAsTest(rendered)
  } catch (error) {
    if (!(error instanceof RenderError || error instanceof HeaderError)) throw error
    throw new TestSendError('not-rendered', error.message, 'correct the template, the data or the address', error)
  }
}
