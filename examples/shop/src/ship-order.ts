import { type CallOptions, isTidingsError, type Tidings } from '@tidings/sdk'
import type pg from 'pg'

import type { contracts } from './tidings.gen.js'

type Contracts = typeof contracts

/** What shipping an order needs. In tests `tidings` emits into a `memoryTransport()`. */
export interface ShippingDependencies {
  readonly pool: pg.Pool
  readonly tidings: Tidings<Contracts>
}

/** Where the parcel is, as the carrier says. */
export interface Parcel {
  readonly carrier: 'DHL' | 'DPD' | 'GLS' | 'Hermes' | 'UPS'
  readonly number: string
  readonly arrival: { readonly from: string; readonly until: string }
}

interface OrderRow {
  readonly number: string
  readonly customer: string
  readonly email: string
  readonly locale: string
  readonly items: { name: string; quantity: number; price: { amount: number; currency: 'EUR' } }[]
  readonly total: string
}

/**
 * Marks an order as shipped and tells the customer, both or neither: the intent becomes visible to the dispatcher in
 * the moment in which the order is committed.
 *
 * @returns id of the intent, for `tidings why`; undefined where the order had been shipped before, or there is none
 */
export async function shipOrder(
  { pool, tidings }: ShippingDependencies,
  number: string,
  parcel: Parcel,
  options: Pick<CallOptions, 'signal'> = {},
): Promise<string | undefined> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<OrderRow>(
      `UPDATE orders SET shipped_at = now() WHERE number = $1 AND shipped_at IS NULL
       RETURNING number, customer, email, locale, items, total`,
      [number],
    )
    const [order] = rows
    const id = order && (await tell(tidings, order, parcel, { ...options, tx: client }))
    await client.query('COMMIT')
    return id
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

async function tell(
  tidings: Tidings<Contracts>,
  order: OrderRow,
  { arrival, carrier, number }: Parcel,
  options: CallOptions,
): Promise<string> {
  const { id } = await tidings.emit(
    'order-shipped',
    {
      to: { id: order.customer, email: order.email, locale: order.locale, timeZone: 'Europe/Berlin' },
      data: {
        order: { id: order.number },
        parcel: { carrier, number, url: `https://parcels.example/${number}` },
        arrival,
        items: order.items,
        total: { amount: Number(order.total), currency: 'EUR' },
      },
      idempotencyKey: `${order.number}-shipped`,
    },
    options,
  )
  return id
}

/** Whether the caller should simply try again: nothing happened, and the next call may succeed. */
export function isWorthRetrying(error: unknown): boolean {
  return isTidingsError(error) && error.retryable
}
