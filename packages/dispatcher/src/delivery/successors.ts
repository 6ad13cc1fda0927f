import type { Recipient } from '@tidings/sdk'

import { addressText, messagesOf } from '../admit/messages-of.js'
import type { TemplateVersion } from '../admit/plan-intent.js'
import type { ClaimedMessage } from '../ledger/claim.js'
import { channelCode, finalStateCodes } from '../ledger/codes.js'
import type { PersonalHashes } from '../ledger/hash.js'
import type { Entry, Successor } from '../ledger/record.js'

/** Ends after which the next channel is tried: known not to have reached anybody. */
const tryNextAfter: ReadonlySet<number> = new Set([finalStateCodes.failed, finalStateCodes.suppressed])

/** Messages that an entry brings about: those of the next step when its own has failed, or of the first when it is planned. */
export function successorsOf(
  row: ClaimedMessage,
  entry: Entry,
  recipient: Recipient,
  version: TemplateVersion,
  hashes: PersonalHashes,
): Successor[] {
  const failed = entry.action === 'end' && entry.finalState !== null && tryNextAfter.has(entry.finalState)
  if (!failed && entry.action !== 'planned') return []
  const all = messagesOf(recipient, version.template.steps)
  const step = entry.action === 'planned' ? 0 : row.step + 1
  const siblings =
    entry.action === 'planned'
      ? []
      : all.filter((message) => message.step === row.step && message.n !== row.n).map(({ n }) => n)
  return all
    .filter((message) => message.step === step)
    .map((message) => ({
      intent: row.intent,
      after: row.n,
      n: message.n,
      step,
      channel: channelCode(message.channel),
      templateVersion: version.id,
      addressHash: hashes.address(message.channel, addressText(message.address)),
      expiresAt: row.expiresAt,
      siblings,
    }))
}
