import type { CommandContext } from '../command.js'
import { whyContext } from '../ledger.js'
import { loadProject } from '../project.js'
import { whyLines } from '../why-text.js'

/**
 * The story of an intent as `tidings why` tells it; undefined where no ledger can be reached or it knows nothing of it: the
 * catcher also shows what never went through this ledger.
 */
export async function tellStory(context: CommandContext, intent: string): Promise<readonly string[] | undefined> {
  try {
    const configuration = await loadProject(context, ['database'], { told: true })
    const [{ openLedger }, { tellWhy }] = await Promise.all([
      import('@tidings/dispatcher/ledger'),
      import('@tidings/dispatcher/flows'),
    ])
    const ledger = await openLedger(configuration.environment.database ?? '')
    try {
      const story = await tellWhy(ledger, intent, whyContext(configuration))
      if (story === undefined) return undefined
      const { showAddresses } = context.settings
      return whyLines(story, {
        ...context.output.style,
        paint: (_meaning, text) => text,
        showAddresses,
        now: context.clock(),
      })
    } finally {
      await ledger.close()
    }
  } catch {
    return undefined
  }
}
