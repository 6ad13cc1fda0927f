import type { ServerResponse } from 'node:http'

import type { Caught } from './caught.js'

/** Sends caught messages to whoever listens, as server-sent events. */
export interface CaughtEvents {
  /** Turns a response into an open stream of events, the given messages first. */
  open(response: ServerResponse, first: readonly Caught[]): void
  tell(message: Caught): void
  /** Ends all streams. */
  close(): void
}

/** Bytes a listener may be behind before it is cut off; it can ask again for what it missed. */
const mostBehind = 4 * 1024 * 1024

const event = (message: Caught): string => `event: caught\nid: ${message.n}\ndata: ${JSON.stringify(message)}\n\n`

/** Makes the list of listeners, empty. */
export const createCaughtEvents = (): CaughtEvents => {
  const listeners = new Set<ServerResponse>()
  return {
    open(response, first) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write(`: listening\n\n${first.map(event).join('')}`)
      listeners.add(response)
      response.once('close', () => listeners.delete(response))
    },
    tell(message) {
      if (listeners.size === 0) return
      const text = event(message)
      for (const response of listeners) {
        if (response.writableLength > mostBehind) response.destroy()
        else response.write(text)
      }
    },
    close() {
      for (const response of listeners) response.end()
    },
  }
}
