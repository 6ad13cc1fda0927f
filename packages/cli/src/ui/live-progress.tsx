import { render } from 'ink'

import { ProgressLine } from './progress-line.js'
import { type ProgressState, progressReducer } from './progress-state.js'

/** A progress that is shown while something goes on. */
export interface ProgressView {
  /** How many are done. */
  update(done: number): void
  /** Takes it off the screen. */
  close(): void
}

/** A progress line on a terminal, kept up to date in its place and cleared when it is closed. */
export function liveProgress(stderr: NodeJS.WriteStream, what: string, total: number): ProgressView {
  const now = Date.now()
  let state: ProgressState = { done: 0, total, startedAt: now, now }
  const view = render(<ProgressLine what={what} state={state} />, {
    stdout: stderr,
    patchConsole: false,
    exitOnCtrlC: false,
  })
  return {
    update: (done) => {
      state = progressReducer(state, { type: 'advanced', done, now: Date.now() })
      view.rerender(<ProgressLine what={what} state={state} />)
    },
    close: () => {
      // Unmounting draws once more: nothing is left to draw then.
      view.rerender(null)
      view.unmount()
    },
  }
}
