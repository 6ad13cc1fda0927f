import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { messagesOf } from '#dispatcher/admit/messages-of.js'
import { channelCode, finalStateCodes, outcomeCodes } from '#dispatcher/ledger/codes.js'
import { recordLate } from '#dispatcher/ledger/late.js'
import type { Entry, Successor } from '#dispatcher/ledger/record.js'

import { greeting, type Rig, setUpRig } from '../support/rig.js'
import { storyOf } from '../support/story.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
  await rig.publish('code', {
    'template.yaml':
      greeting['template.yaml']
        ?.replace('all: [sms]', 'first: [sms, push]')
        .replace('{ sms: {} }', '{ sms: {}, push: { title: Code } }') ?? '',
    'sms.liquid': 'Code for {{ name }}',
    'push.liquid': 'Code for {{ name }}',
  })
  await rig.start()
})
afterAll(() => rig.stop())
beforeEach(() => rig.catcher.clearRules())

const to = { phone: '+4915112345678', push: [{ token: 'device', app: 'ios' as const }] }
const [sms, push] = messagesOf(to, { mode: 'first', channels: ['sms', 'push'] })

/** What the provider answers at last about the first attempt of a message whose row is in other hands. */
async function answerLate(intent: string, over: Partial<Entry>): Promise<void> {
  const entry: Entry = {
    action: 'end',
    intent,
    n: sms?.n ?? 0,
    generation: 0,
    attempt: 1,
    written: 1,
    template:
      (await rig.rows<{ template: number }>('SELECT template FROM tidings.intents WHERE id = $1', [intent]))[0]
        ?.template ?? 0,
    outcome: outcomeCodes.rejected,
    finalState: finalStateCodes.failed,
    code: '30003',
    detail: 'unreachable after all',
    ref: null,
    delayMs: 0,
    hold: null,
    free: 0,
    ...over,
  }
  const next: Successor = {
    intent,
    after: entry.n,
    n: push?.n ?? 0,
    step: 1,
    channel: channelCode('push'),
    templateVersion: null,
    addressHash: null,
    expiresAt: Date.now() + 60_000,
    siblings: [],
  }
  await recordLate(rig.ledger.connection, [entry], entry.finalState === finalStateCodes.failed ? [next] : [])
}

async function statesOf(id: string): Promise<(readonly [string, string])[]> {
  const story = await storyOf(rig, id)
  return story.kind === 'intent' ? story.messages.map(({ channel, state }) => [channel, state] as const) : []
}

async function emitUnknown(): Promise<string> {
  await rig.catcher.setRule('drop for 1', { channel: 'sms' })
  return (await rig.tidings.emit('code', { to, data: { name: 'Late' } })).id
}

test('an unknown that has ended and turns out to have failed is followed by its next step, once', async () => {
  const id = await emitUnknown()
  await rig.settled()
  expect(await statesOf(id)).toEqual([
    ['sms', 'unknown'],
    ['push', 'not reached'],
  ])
  for (let round = 0; round < 2; round++) {
    await answerLate(id, {})
    await rig.settled()
    expect(await statesOf(id)).toEqual([
      ['sms', 'failed'],
      ['push', 'accepted'],
    ])
  }
  expect((await rig.catcher.list()).filter(({ intent, channel }) => intent === id && channel === 'push')).toHaveLength(
    1,
  )
})

test('so is one that settles still', async () => {
  const id = await emitUnknown()
  const settling = "UPDATE tidings.queue SET due = now() + interval '1 h' WHERE intent = $1 AND hold = 1 RETURNING n"
  await expect.poll(() => rig.rows(settling, [id]), { interval: 5, timeout: 5_000 }).toHaveLength(1)
  await answerLate(id, {})
  await rig.settled()
  expect(await statesOf(id)).toEqual([
    ['sms', 'failed'],
    ['push', 'accepted'],
  ])
})

test('one that turns out to have been accepted is not', async () => {
  const id = await emitUnknown()
  await rig.settled()
  await answerLate(id, {
    outcome: outcomeCodes.accepted,
    finalState: finalStateCodes.accepted,
    code: null,
    detail: null,
    ref: 'ref-1',
  })
  await rig.settled()
  expect(await statesOf(id)).toEqual([
    ['sms', 'accepted'],
    ['push', 'not reached'],
  ])
})
