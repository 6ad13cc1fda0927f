import { setTimeout as sleep } from 'node:timers/promises'

import { EmbeddedError } from '../embedded-error.js'
import { askEmbedded, hasSqlState, sqlState } from './ask-server.js'
import type { EmbeddedAccess } from './embedded-url.js'
import { findLiveServer, type LiveServer, stopServer } from './live-server.js'

/** An embedded server that answers. */
export interface AnsweringServer {
  readonly access: EmbeddedAccess
  /** 18.4 */
  readonly version: string
  readonly server: LiveServer
  readonly source: 'adopted' | 'bundled' | 'system'
}

/** What `adoptServer` needs. */
export interface Adoption {
  readonly dataFolder: string
  /** From the env file; undefined when that is lost. */
  readonly known: EmbeddedAccess | undefined
  readonly log: (line: string) => void
  readonly signal: AbortSignal | undefined
}

/**
 * Takes over the server that runs on this data folder, which a killed process may have left. One whose password is
 * not known any more is stopped: only then can it be given another.
 *
 * @returns undefined when none runs.
 * @throws EmbeddedError `PostgresFailed` when it runs and does not answer.
 */
export async function adoptServer(adoption: Adoption): Promise<AnsweringServer | undefined> {
  const server = await settled(adoption)
  if (server === undefined) return undefined
  const { known } = adoption
  if (known !== undefined) {
    const access = { password: known.password, port: server.port }
    try {
      return { access, version: await askEmbedded(access), server, source: 'adopted' }
    } catch (cause) {
      if (!hasSqlState(cause, sqlState.invalidPassword)) throw silent(server, cause)
    }
  }
  adoption.log('PostgreSQL runs already, but its password is not in the env file any more: it is restarted')
  await stopServer(server)
  return undefined
}

/** The server once it has started or stopped, which it may be doing just now. */
async function settled(adoption: Adoption): Promise<LiveServer | undefined> {
  for (;;) {
    const server = await findLiveServer(adoption.dataFolder)
    if (server === undefined || server.status === 'ready') return server
    adoption.signal?.throwIfAborted()
    await sleep(20)
  }
}

function silent(server: LiveServer, cause: unknown): EmbeddedError {
  const { pid } = server.process
  return new EmbeddedError(
    'PostgresFailed',
    `the PostgreSQL of this project runs as process ${pid}, but does not answer on port ${server.port}: ${String(cause)}`,
    { hint: `End it (kill -9 ${pid}) and try again; nothing that was committed is lost.`, cause },
  )
}
