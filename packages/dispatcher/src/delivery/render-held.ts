import { hashOf } from '../ledger/hash.js'
import { RenderError } from '../render/render-error.js'
import type { Rendered } from '../render/rendered.js'
import type { DeliveryContext } from './delivery-context.js'
import type { Held } from './held.js'

/** A message with its bytes, ready to begin. */
export interface Ready {
  readonly held: Held
  readonly rendered: Rendered
  readonly key: string
  /** Null where the key is the usual one. */
  readonly keyColumn: string | null
  readonly bodyHash: string
}

/** Renders a message. A string is why it cannot be rendered, which is final: the same data fail again. */
export function renderHeld(context: DeliveryContext, held: Held): Ready | string {
  const { row, version, channel, address, recipient, data, messageId } = held
  const dress = context.dress(row.brand ?? 'main')
  if (dress === undefined) return `brand "${row.brand ?? 'main'}" is not configured any more`
  const unsubscribe = version.template.marketing && dress.unsubscribeBase !== undefined
  try {
    const rendered = version.template.render({
      channel,
      address,
      recipient,
      data,
      brand: dress.brand,
      admittedAt: new Date(row.admittedAt),
      messageId,
      ...(unsubscribe
        ? {
            unsubscribeUrl: context.unsubscribeUrl(
              dress.unsubscribeBase ?? '',
              version.template.category,
              row.recipientHash,
            ),
          }
        : {}),
    })
    const bodyHash = bodyHashOf(rendered)
    const { key, keyColumn } = identity(held, bodyHash)
    return { held, rendered, key, keyColumn, bodyHash }
  } catch (error) {
    if (error instanceof RenderError) return error.message
    // Rendering is pure: what it threw it would throw again, after every restart and for every dispatcher.
    return `the renderer failed: ${error instanceof Error ? error.message : String(error)}`
  }
}

/**
 * Dedup key of the attempt: the same over retries of a generation, as long as the bytes are the same. Where another
 * Node rendered other bytes, a provider with dedup would refuse them or answer for the old ones: a new key.
 */
function identity({ row, provider }: Held, bodyHash: string): Pick<Ready, 'key' | 'keyColumn'> {
  const usual = `${row.intent}.${row.n}.${row.generation}`
  const changed =
    provider.capability.dedupWindowMs !== null &&
    row.lastBodyHash !== null &&
    row.lastBodyHash !== bodyHash &&
    row.unknowns === 0
  const keyColumn = changed ? `${usual}.${row.attempt + 1}` : row.lastKey
  return { key: keyColumn ?? usual, keyColumn }
}

const bodyHashOf = (rendered: Rendered): string =>
  hashOf(rendered.channel === 'email' ? rendered.raw : JSON.stringify(rendered))
