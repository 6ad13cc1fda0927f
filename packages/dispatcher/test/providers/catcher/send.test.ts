import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createCatcherClient, startCatcher } from '#dispatcher/embedded/catcher/index.js'
import { catcherKind } from '#dispatcher/providers/catcher/send.js'

import { providerContract } from '../provider-contract.js'
import type { Behaviour, Logged, Stand } from '../stand.js'

const ruleFor: Partial<Record<Behaviour, string>> = {
  reject: 'reject 30003',
  'reject address': 'reject 30005',
  defer: 'defer 30008',
  rate: 'defer 429 retry-after 7',
  configuration: 'defer 401',
  slow: 'slow 150',
  hang: 'hang',
  'drop after': 'drop',
}

interface LogLine {
  readonly messageId: string
  readonly to: string
  readonly reply: string
}

const readLog = async (folder: string): Promise<readonly Logged[]> =>
  (await readFile(join(folder, 'caught.jsonl'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogLine)
    .map(({ messageId, to, reply }) => ({
      messageId,
      to,
      complete: true,
      taken: reply === 'none' ? undefined : reply === 'accepted',
    }))

const open = async (): Promise<Stand> => {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-catcher-'))
  let catcher = await startCatcher({ folder, httpPort: 0, smtpPort: 0 })
  const { url, httpPort } = catcher
  return {
    create: () => catcherKind.create('catcher', catcherKind.configuration.parse({ url }), { folder }),
    async behave(behaviour) {
      const client = createCatcherClient(url)
      const rule = ruleFor[behaviour]
      await (rule === undefined ? client.clearRules() : client.setRule(rule))
    },
    log: () => readLog(folder),
    async vanish() {
      process.kill(catcher.pid, 'SIGKILL')
      await catcher.ended
    },
    async appear() {
      catcher = await startCatcher({ folder, httpPort, smtpPort: 0 })
    },
    async close() {
      await catcher.stop()
      await rm(folder, { recursive: true })
    },
  }
}

const atOnce = 'HTTP sends head and body in one write, so there is no moment between'

providerContract({
  name: 'catcher',
  open,
  gaps: {
    'answers truly when the service does: drop before': atOnce,
    'answers truly when the service does: drop during': atOnce,
  },
})
