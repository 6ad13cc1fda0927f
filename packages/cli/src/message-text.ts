import type { MessageLine } from '@tidings/dispatcher/ledger'
import type { Recipient } from '@tidings/sdk'

import type { Style } from './output/style.js'
import { stateMeaning } from './output/style.js'
import { moment, plain, shortId, shownAddress } from './output/words.js'

/** The addresses of a recipient that a channel may use, as one text; empty after erase. */
function addressIn(recipient: string | null, channel: string | null, showAddresses: boolean): string {
  if (recipient === null) return ''
  const to = JSON.parse(recipient) as Recipient
  const address =
    channel === 'email' ? to.email : channel === 'sms' ? to.phone : channel === 'push' ? to.push?.[0]?.token : to.id
  return address === undefined ? '' : shownAddress(address, showAddresses)
}

/** A message with its addresses masked, unless they are asked for. */
export function messageItem(line: MessageLine, showAddresses: boolean): object {
  const { recipient, ...rest } = line
  return {
    ...rest,
    id: line.n > 0 ? `${line.intent}.${line.n}` : line.intent,
    to: addressIn(recipient, line.channel, showAddresses),
  }
}

/** Cells of a message in a table: id, channel, address, template, state, time (with its date, if that is not today), why. */
export function messageCells(
  line: MessageLine,
  { paint }: Style,
  { showAddresses, now }: { readonly showAddresses: boolean; readonly now: Date },
): readonly string[] {
  const reason = [line.code, line.detail].filter((part) => part !== null && part !== '').join(' ')
  return [
    paint('link', line.n > 0 ? `${shortId(line.intent)}.${line.n}` : shortId(line.intent)),
    line.channel ?? '',
    addressIn(line.recipient, line.channel, showAddresses),
    line.template,
    paint(stateMeaning(line.state), line.state),
    paint('dim', moment(line.at, now)),
    line.state === 'accepted' ? '' : plain(reason).slice(0, 60),
  ]
}
