import { afterAll, beforeAll, expect, test } from 'vitest'

import { greeting, type Rig, setUpRig } from '../support/rig.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
})
afterAll(() => rig.stop())

test('a version that this dispatcher cannot read holds its own intents only, until another one is published', async () => {
  await rig.publish('torn', { ...greeting, 'sms.liquid': 'Torn {{ name }}' })
  await rig.pool.query(
    `UPDATE tidings.template_versions v SET artefact = '{"format":99}' FROM tidings.names n WHERE n.id = v.template AND n.name = 'torn'`,
  )
  await rig.start()
  const torn = await rig.tidings.emit('torn', { to: { phone: '+4915112345601' }, data: { name: 'Ann' } })
  await rig.tidings.emit('greeting', { to: { phone: '+4915112345602' }, data: { name: 'Bea' } })
  await expect
    .poll(async () => (await rig.catcher.list()).map(({ text }) => text), { timeout: 5000 })
    .toEqual(['Hello Bea'])
  await expect
    .poll(async () => rig.rows('SELECT intent FROM tidings.queue WHERE hold = 3'), { timeout: 5000 })
    .toEqual([{ intent: torn.id }])
  await rig.publish('torn', { ...greeting, 'sms.liquid': 'Whole {{ name }}' })
  await rig.settled()
  expect((await rig.catcher.list())[0]).toMatchObject({ intent: torn.id, text: 'Whole Ann', locale: 'en' })
})
