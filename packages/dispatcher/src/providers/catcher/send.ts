import { Pool } from 'undici'

import type { Rendered } from '../../render/rendered.js'
import { type HttpResult, httpCall } from '../http-call.js'
import type { Provider } from '../provider.js'
import type { ProviderKind } from '../provider-kind.js'
import { catcherCapability } from './capability.js'
import { type CatcherConfiguration, catcherConfiguration } from './configuration.js'
import { classify } from './errors.js'

/** A mail's bytes travel as base64; everything else is JSON already. */
const posted = (rendered: Rendered): unknown => {
  if (rendered.channel !== 'email') return rendered
  const { raw } = rendered
  return { ...rendered, raw: Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('base64') }
}

const headers = { 'content-type': 'application/json' }

/** Why the catcher cannot be reached, in words an engineer can act on. */
const reached = async (result: HttpResult, url: string): Promise<{ readonly ok: boolean; readonly detail: string }> => {
  if (result.kind !== 'reply') return { ok: false, detail: `no catcher answers at ${url} (${result.reason})` }
  const isCatcher = result.status === 200 && result.body.includes('"tidings-catcher"')
  return isCatcher
    ? { ok: true, detail: `catcher at ${url}` }
    : { ok: false, detail: `what answers at ${url} is no catcher` }
}

/** The catcher: stands in for every channel. A client of the catcher process. */
export const catcherKind: ProviderKind<CatcherConfiguration> = {
  kind: 'catcher',
  channels: catcherCapability.channels,
  configuration: catcherConfiguration,
  create(name, { url, connections }): Provider {
    const { origin } = new URL(url)
    const pool = new Pool(origin, { connections, pipelining: 1, connectTimeout: 5000, keepAliveTimeout: 30_000 })
    let closing: Promise<void> | undefined
    return {
      name,
      kind: 'catcher',
      capability: catcherCapability,
      concurrency: connections,

      async call({ messageId, key, rendered, signal, tooLate }) {
        const body = JSON.stringify({ messageId, key, locale: rendered.locale, rendered: posted(rendered) })
        const result = await httpCall(pool, { method: 'POST', path: '/messages', headers, body }, { signal, tooLate })
        return classify(result)
      },

      async check(signal) {
        const request = { method: 'GET', path: '/health', headers: {}, body: null } as const
        return reached(await httpCall(pool, request, { signal, tooLate: () => false }), origin)
      },

      close() {
        closing ??= pool.close()
        return closing
      },
    }
  },
}
