import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from '#dispatcher/config/parse.js'
import { startDispatcher } from '#dispatcher/daemon/start-dispatcher.js'
import { claimEnvironment } from '#dispatcher/ledger/environment.js'
import { createLog } from '#dispatcher/telemetry/log.js'

import { type Rig, rigYaml, setUpRig } from '../support/rig.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
})
afterAll(() => rig.stop())

test('a ledger belongs to the environment that used it first; another one is refused before it delivers anything', async () => {
  await claimEnvironment(rig.ledger.connection, 'test')
  const refusal = {
    code: 'other-environment',
    message: 'this ledger belongs to the environment "test", and not to "live"',
  }
  await expect(claimEnvironment(rig.ledger.connection, 'live')).rejects.toMatchObject(refusal)
  const configuration = parse({
    file: 'tidings.yaml',
    folder: '.',
    text: rigYaml.replace('  test:', '  live:'),
    variables: { DATABASE_URL: rig.url, TIDINGS_CATCHER_URL: 'http://127.0.0.1:1' },
  })
  await expect(startDispatcher({ configuration, log: createLog('silent') })).rejects.toMatchObject(refusal)
})
