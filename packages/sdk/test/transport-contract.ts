import { afterEach, describe, expect, test } from 'vitest'

import { isTidingsError } from '#sdk/errors.js'
import type { Contracts, Transport } from '#sdk/index.js'
import type { Intent } from '#sdk/intent.js'
import { limits } from '#sdk/limits.js'
import { createTidings, type Tidings } from '#sdk/tidings.js'

/** One transport, connected to something that can be read. */
export interface TransportUnderTest {
  readonly transport: Transport
  /** Everything that has arrived, oldest first; empty at first. */
  received(): Promise<readonly Intent[]>
  /**
   * Makes the other side stop answering, so that what is published stays under way, until `letGo` is called. Then
   * `concurrency` calls can be under way, and what is beyond waits unsent.
   */
  hold?(): Promise<{ readonly letGo: () => Promise<void>; readonly concurrency: number }>
  /** Takes down what was set up. */
  release(): Promise<void>
}

const ann = { to: { email: 'ann@example.com' }, data: { n: 0 } }

/** Parts of the contract that cannot be shown for a transport, each with the reason. */
export interface Gaps {
  readonly hold?: string
}

/** What every transport promises, whatever is behind it. Run it against each of them. */
export function transportContract(name: string, make: () => Promise<TransportUnderTest>, gaps: Gaps = {}): void {
  const held = gaps.hold === undefined ? test : test.skip
  const because = gaps.hold === undefined ? '' : ` (not shown: ${gaps.hold})`

  describe(`${name} keeps the contract of a transport`, () => {
    const made: TransportUnderTest[] = []
    afterEach(async () => {
      for (const one of made.splice(0)) await one.release()
    })

    async function setUp(): Promise<TransportUnderTest & { readonly tidings: Tidings<Contracts> }> {
      const under = await make()
      made.push(under)
      return { ...under, tidings: createTidings<Contracts>({ source: 'orders', transport: under.transport }) }
    }

    test('an intent arrives with everything that it was given', async () => {
      const { received, tidings } = await setUp()
      const { id } = await tidings.emit('order-shipped', {
        to: { id: 'cus_42', email: 'jürgen@example.com', phone: '+4915112345678', push: [{ token: 't', app: 'ios' }] },
        data: { name: 'Zoë 👩‍👩‍👧', quote: '{"a\\\\",NULL}', empty: '', list: [null, true, 1.5] },
        idempotencyKey: 'order-17',
        sendAt: new Date('2026-11-24T08:00:00Z'),
        expiresAt: '2026-11-25T08:00:00+01:00',
        collapseKey: 'order',
        brand: 'main',
      })
      expect(await received()).toEqual([
        {
          id,
          source: 'orders',
          time: expect.any(String),
          template: 'order-shipped',
          to: {
            id: 'cus_42',
            email: 'jürgen@example.com',
            phone: '+4915112345678',
            push: [{ token: 't', app: 'ios' }],
          },
          data: { name: 'Zoë 👩‍👩‍👧', quote: '{"a\\\\",NULL}', empty: '', list: [null, true, 1.5] },
          idempotencyKey: 'order-17',
          sendAt: '2026-11-24T08:00:00.000Z',
          expiresAt: '2026-11-25T08:00:00+01:00',
          collapseKey: 'order',
          brand: 'main',
        },
      ])
    })

    test('the intents of a batch arrive once each, in their order', async () => {
      const { received, tidings } = await setUp()
      const batch = Array.from({ length: 1000 }, (_, n) => ({ template: 'menu', to: ann.to, data: { n } }))
      const emitted = await tidings.emitMany(batch)
      const intents = await received()
      expect(intents.map(({ id }) => id)).toEqual(emitted.map(({ id }) => id))
      expect(intents.map(({ data }) => data)).toEqual(batch.map(({ data }) => data))
    })

    test('five hundred emits at once arrive once each', async () => {
      const { received, tidings } = await setUp()
      const emitted = await Promise.all(
        Array.from({ length: 500 }, (_, n) => tidings.emit('menu', { ...ann, data: { n } })),
      )
      const ids = (await received()).map(({ id }) => id)
      expect(ids.sort()).toEqual(emitted.map(({ id }) => id).sort())
    })

    test('the largest intent passes', async () => {
      const { received, tidings } = await setUp()
      const filler = 'ä'.repeat(limits.intentBytes / 2 - 400)
      await tidings.emit('menu', { ...ann, data: { filler } })
      expect((await received())[0]?.data).toEqual({ filler })
    })

    held(
      `a deadline that passes under way says that the intent may have been taken, and names it${because}`,
      async () => {
        const { hold, tidings } = await setUp()
        const { letGo } = await holdOf(hold)
        const id = 'emit-me-again'
        const error: unknown = await tidings
          .emit('menu', { ...ann, id }, { deadline: 50 })
          .catch((reason: unknown) => reason)
        await letGo()
        expect(error).toMatchObject({ code: 'EmitIndeterminate', id, retryable: true })
      },
    )

    held(`what was given up while it waited is never sent, by deadline or by signal${because}`, async () => {
      const { hold, received, tidings } = await setUp()
      const { concurrency, letGo } = await holdOf(hold)
      const underWay: Promise<unknown>[] = []
      for (let n = 0; n < concurrency; n += 1) {
        underWay.push(tidings.emit('first', ann))
        // Alone in its call, so that all of them are under way and nothing else can be.
        await new Promise((resolve) => setImmediate(resolve))
      }
      const abort = new AbortController()
      const late = tidings.emit('late', ann, { deadline: 50 })
      const aborted = tidings.emit('aborted', ann, { signal: abort.signal })
      const patient = tidings.emit('patient', ann)
      abort.abort(new Error('customer left'))
      await expect(aborted).rejects.toMatchObject({ code: 'Aborted', cause: { message: 'customer left' } })
      await expect(late).rejects.toMatchObject({ code: 'DeadlinePassed' })
      await letGo()
      await Promise.all([...underWay, patient])
      const templates = (await received()).map(({ template }) => template)
      expect(templates.sort()).toEqual([...Array<string>(concurrency).fill('first'), 'patient'])
    })

    test('a cancellation is acknowledged, by id and by key', async () => {
      const { tidings } = await setUp()
      expect(await tidings.cancel({ id: 'not-emitted-yet' })).toBe('recorded')
      expect(await tidings.cancel({ idempotencyKey: 'not-emitted-yet' })).toBe('recorded')
    })

    test('close waits for what is under way, may be called twice, and ends emitting', async () => {
      const { received, tidings, transport } = await setUp()
      const emitted = Array.from({ length: 50 }, () => tidings.emit('menu', ann))
      await Promise.all([tidings.close(), tidings.close()])
      await transport.close()
      expect((await received()).length).toBe((await Promise.all(emitted)).length)
      for (const call of [
        tidings.emit('menu', ann),
        tidings.cancel({ id: 'x' }),
        tidings.emitMany([{ template: 'menu', ...ann }]),
      ]) {
        await expect(call).rejects.toSatisfy((error) => isTidingsError(error, 'Closed'))
      }
    })

    test('a transport that was closed by somebody else says so', async () => {
      const { received, tidings, transport } = await setUp()
      await transport.close()
      await expect(tidings.emit('menu', ann)).rejects.toMatchObject({ code: 'Closed' })
      await expect(tidings.cancel({ id: 'x' })).rejects.toMatchObject({ code: 'Closed' })
      expect(await received()).toEqual([])
    })
  })
}

function holdOf(hold: TransportUnderTest['hold']): ReturnType<NonNullable<TransportUnderTest['hold']>> {
  if (hold === undefined) throw new Error('this transport has no hold(): name the gap')
  return hold()
}
