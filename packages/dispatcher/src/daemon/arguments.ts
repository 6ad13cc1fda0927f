import { type Lane, lanes } from '@tidings/sdk'

/** Whether a word names a lane. */
export const isLane = (word: string): word is Lane => (lanes as readonly string[]).includes(word)

/** What the daemon was asked to do. */
export interface DaemonArguments {
  readonly command: string
  readonly usage: string
  readonly config?: string
  readonly environment?: string
  readonly lanes?: readonly Lane[]
  readonly log: string
}
