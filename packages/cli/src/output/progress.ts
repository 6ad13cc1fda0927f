import type { CommandContext } from '../command.js'
import type { ProgressView } from '../ui/live-progress.js'

/**
 * Shows progress: a live line by ink on a terminal, plain lines (each tenth) where stderr is none, and nothing in JSON.
 * Ink is loaded only where it is used.
 */
export async function showProgress(context: CommandContext, what: string, total: number): Promise<ProgressView> {
  const { stderr, env, settings, output } = context
  if (settings.format !== 'text') return { update: () => {}, close: () => {} }
  if (stderr.isTTY === true && !env.CI) {
    const { liveProgress } = await import('../ui/live-progress.js')
    return liveProgress(stderr as NodeJS.WriteStream, what, total)
  }
  let told = 0
  return {
    update: (done) => {
      const tenth = Math.floor((done * 10) / Math.max(total, 1))
      // What is complete, the result says.
      if (tenth <= told || done >= total) return
      told = tenth
      output.note(`  ${what}: ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`)
    },
    close: () => {},
  }
}
