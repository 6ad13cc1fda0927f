import type { ServerResponse } from 'node:http'

import type { PreviewEvent } from './answers.js'

/** Pages that are told of events, by server-sent events. */
export interface Listeners {
  open(response: ServerResponse): void
  tell(event: PreviewEvent): void
  readonly size: number
  close(): void
}

/** Makes the list, empty. */
export function createListeners(): Listeners {
  const open = new Set<ServerResponse>()
  return {
    open: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write(': listening\n\n')
      open.add(response)
      response.once('close', () => open.delete(response))
    },
    tell: (event) => {
      const text = `data: ${JSON.stringify(event)}\n\n`
      for (const response of open) response.write(text)
    },
    get size() {
      return open.size
    },
    close: () => {
      for (const response of open) response.end()
    },
  }
}
