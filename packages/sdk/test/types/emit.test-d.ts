// Compiled by `tsc -b`, never run: each line that must not compile says so, and an expectation that no longer holds is
// itself an error.
import type pg from 'pg'

import type { Contract, Emission, Tidings } from '#sdk/index.js'
import { createTidings } from '#sdk/index.js'
import { outbox, type Queryable } from '#sdk/postgres/index.js'
import { memoryTransport } from '#sdk/testing/index.js'

interface OrderShippedData {
  readonly order: { readonly id: string }
  readonly items: readonly { readonly name: string; readonly quantity: number }[]
  readonly note?: string | undefined
}

declare const contracts: {
  readonly 'order-shipped': Contract<OrderShippedData>
  readonly 'one-time-code': Contract<{ readonly code: string }>
  readonly menu: Contract<{ readonly week: number }, 'main' | 'berry'>
  readonly 'berry-box': Contract<{ readonly week: number }, 'berry' | 'cherry'>
}
declare const tidings: Tidings<typeof contracts>
const to = { email: 'ann@example.com' }
const data: OrderShippedData = { order: { id: 'A-17' }, items: [{ name: 'Lemon chicken', quantity: 2 }] }

export async function emitIsChecked(): Promise<void> {
  await tidings.emit('order-shipped', { to, data })
  await tidings.emit('order-shipped', { to, data: { ...data, note: undefined } })
  await tidings.emit('one-time-code', {
    to,
    data: { code: '418 220' },
    sendAt: new Date(),
    expiresAt: '2026-11-23T14:02:11Z',
  })
  // @ts-expect-error no such template
  await tidings.emit('order-shiped', { to, data })
  // @ts-expect-error data of another template
  await tidings.emit('one-time-code', { to, data })
  // @ts-expect-error a variable by the name that it had before
  await tidings.emit('order-shipped', { to, data: { order: { number: 'A-17' }, items: [] } })
  // @ts-expect-error a variable too many
  await tidings.emit('order-shipped', { to, data: { ...data, order: { id: 'A-17', number: 17 } } })
  // @ts-expect-error a number as text
  await tidings.emit('order-shipped', { to, data: { ...data, items: [{ name: 'Soup', quantity: '1' }] } })
  // @ts-expect-error no data
  await tidings.emit('order-shipped', { to })
  // @ts-expect-error a misspelt option
  await tidings.emit('order-shipped', { to, data, idempotencykey: 'x' })
  // @ts-expect-error an app that there is not
  await tidings.emit('order-shipped', { to: { push: [{ token: 't', app: 'palm' }] }, data })
}

export async function brandsAreThoseThatTheTemplateAllows(): Promise<void> {
  await tidings.emit('menu', { to, data: { week: 48 } })
  await tidings.emit('menu', { to, data: { week: 48 }, brand: 'berry' })
  await tidings.emit('order-shipped', { to, data, brand: 'anything' })
  await tidings.emit('berry-box', { to, data: { week: 48 }, brand: 'cherry' })
  // @ts-expect-error a brand that the template does not allow
  await tidings.emit('menu', { to, data: { week: 48 }, brand: 'cherry' })
  // @ts-expect-error without a brand it would be main, which the template does not allow
  await tidings.emit('berry-box', { to, data: { week: 48 } })
  await tidings.emitMany([{ template: 'berry-box', to, data: { week: 48 }, brand: 'berry' }])
  // @ts-expect-error a brand that the template does not allow
  await tidings.emitMany([{ template: 'menu', to, data: { week: 48 }, brand: 'cherry' }])
}

export async function emitManyIsChecked(): Promise<void> {
  await tidings.emitMany([
    { template: 'order-shipped', to, data },
    { template: 'one-time-code', to, data: { code: '1' } },
  ])
  // @ts-expect-error data of another template
  await tidings.emitMany([{ template: 'one-time-code', to, data }])
}

export async function withoutContractsAnythingGoes(): Promise<void> {
  const loose = createTidings({ source: 'orders', transport: memoryTransport() })
  await loose.emit('anything', { to, data: { any: ['thing'] } })
  await loose.emit('anything', { to, data: data satisfies unknown })
}

export function contractsAreInferred(): Emission<{ readonly code: string }> {
  const typed = createTidings({ source: 'orders', transport: memoryTransport(), contracts })
  return { to, data: { code: '1' } } satisfies Parameters<typeof typed.emit<'one-time-code'>>[1]
}

export function clientsOfPgAreQueryable(
  pool: pg.Pool,
  client: pg.Client,
  poolClient: pg.PoolClient,
): readonly Queryable[] {
  outbox(pool)
  // @ts-expect-error nothing that can query
  outbox({ connect: () => {} })
  return [pool, client, poolClient]
}

export async function cancelTakesOneOfTwo(): Promise<void> {
  await tidings.cancel({ id: 'a' })
  await tidings.cancel({ idempotencyKey: 'a' })
  // @ts-expect-error neither
  await tidings.cancel({})
}
