import type { DevFile } from '@tidings/dispatcher/embedded'
import { lanes } from '@tidings/sdk'

import type { Style } from '../output/style.js'
import { moment, shortHash } from '../output/words.js'
import type { ReadyMessage } from './detach.js'
import type { RunningProject } from './run-project.js'

/** What a project says when it is ready. */
export function readyMessage(
  { configuration, services, dispatcher, active, notes, preview }: RunningProject,
  { paint, symbols }: Style,
): ReadyMessage {
  const { database, catcher } = services
  const templates = [...active].map(([name, hash]) => ({ name, hash }))
  const names = templates.map(({ name, hash }) => `${name} ${shortHash(hash)}`).join(', ')
  return {
    event: 'ready',
    notes,
    report: {
      environment: configuration.environment.name,
      already: false,
      database,
      lanes,
      templates,
      catcher: { url: catcher.url, smtp: catcher.smtpUrl },
      admin: dispatcher.adminPort,
      ...(preview === undefined ? {} : { preview: { url: preview } }),
      pids: { dev: process.pid, dispatcher: dispatcher.pid, catcher: catcher.pid },
    },
    lines: [
      `  ${database}`,
      `  dispatcher ${paint('done', 'ready')} (${lanes.join(', ')}) ${symbols.dot} templates: ${templates.length} published${names === '' ? '' : ` (${names})`} ${symbols.dot} catcher: e-mail, SMS, push`,
      ...(preview === undefined ? [] : [`  preview ${paint('done', 'ready')}  ${paint('link', preview)}`]),
    ],
  }
}

/** What is said of a project that runs already. */
export function alreadyMessage(
  { pids, ports, startedAt }: DevFile,
  now: Date,
  { paint, symbols }: Style,
): Pick<ReadyMessage, 'report' | 'lines'> {
  const catcher = `http://127.0.0.1:${ports.catcher}`
  const preview = ports.preview === undefined ? undefined : `http://127.0.0.1:${ports.preview}`
  return {
    report: {
      already: true,
      startedAt,
      catcher: { url: catcher, smtp: `smtp://127.0.0.1:${ports.smtp}` },
      admin: ports.admin,
      ...(preview === undefined ? {} : { preview: { url: preview } }),
      pids: Object.fromEntries(Object.entries(pids).map(([name, { pid }]) => [name, pid])),
    },
    lines: [
      `  runs here already, since ${moment(new Date(startedAt), now)}, as process ${pids.dev?.pid}`,
      `  connection in .tidings/env ${symbols.dot} catcher ${catcher}`,
      ...(preview === undefined ? [] : [`  preview ${paint('link', preview)}`]),
    ],
  }
}
