import { expect, test } from 'vitest'
import { memoryTransport } from '#sdk/testing/index.js'
import { createTidings } from '#sdk/tidings.js'
import { transportContract } from '../transport-contract.js'

transportContract(
  'memoryTransport()',
  async () => {
    const transport = memoryTransport()
    return { transport, received: async () => transport.sent, release: () => transport.close() }
  },
  { hold: 'it answers at once' },
)

const ann = { to: { email: 'ann@example.com' }, data: {} }

function setUp() {
  const transport = memoryTransport()
  return { transport, tidings: createTidings({ source: 'orders', transport }) }
}

test('a service finds what it emitted, by template', async () => {
  const { tidings, transport } = setUp()
  await tidings.emit('a', ann)
  await tidings.emit('b', ann)
  await tidings.emit('a', { ...ann, data: { second: true } })
  expect(transport.sentOf('a').map(({ data }) => data)).toEqual([{}, { second: true }])
  transport.clear()
  expect(transport.sent).toEqual([])
})

test('a failure that was asked for comes once, and nothing is kept', async () => {
  const { tidings, transport } = setUp()
  transport.failNext('Unavailable')
  await expect(tidings.emit('a', ann)).rejects.toMatchObject({
    code: 'Unavailable',
    retryable: true,
    ids: [expect.any(String)],
  })
  await tidings.emit('b', ann)
  expect(transport.sent.map(({ template }) => template)).toEqual(['b'])
})

test('an indeterminate emit was taken all the same, and its id emits it again', async () => {
  const { tidings, transport } = setUp()
  transport.failNext('EmitIndeterminate')
  const error: { id?: string } = await tidings.emit('a', ann).then(
    () => ({}),
    (reason: { id: string }) => reason,
  )
  await tidings.emit('a', { ...ann, id: error.id })
  expect(transport.sent.map(({ id }) => id)).toEqual([error.id, error.id])
})

test('a test can wait for an intent that is still to come, or is here', async () => {
  const { tidings, transport } = setUp()
  const waiting = transport.waitFor('a')
  const second = transport.waitFor(({ data }) => (data as { n?: number }).n === 2)
  const { id } = await tidings.emit('a', ann)
  await tidings.emit('b', { ...ann, data: { n: 2 } })
  expect((await waiting).id).toBe(id)
  expect((await second).template).toBe('b')
  expect((await transport.waitFor('a')).id).toBe(id)
  await expect(transport.waitFor('c', 1)).rejects.toMatchObject({
    code: 'DeadlinePassed',
    message: expect.stringContaining('"c"'),
  })
})

test('cancelling what was emitted before answers so', async () => {
  const { tidings, transport } = setUp()
  const { id } = await tidings.emit('a', { ...ann, idempotencyKey: 'k' })
  expect(await tidings.cancel({ id })).toBe('cancelled')
  expect(await tidings.cancel({ idempotencyKey: 'k' })).toBe('cancelled')
  expect(transport.cancelled).toEqual([
    { source: 'orders', id },
    { source: 'orders', idempotencyKey: 'k' },
  ])
})
