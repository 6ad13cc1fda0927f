import type { Command } from '../command.js'
import { confirmEnvironment } from '../confirm.js'
import { CliError } from '../errors/cli-error.js'
import { withLedger } from '../ledger.js'
import { count } from '../output/words.js'
import { pauseKind } from '../pause-target.js'

/** Input of `tidings resume`. */
export interface ResumeInput {
  readonly kind: string
  readonly name: string
  readonly confirm: string | undefined
}

/** Ends a pause. */
export const resume: Command<ResumeInput> = (context, { kind: word, name, confirm }) => {
  const kind = pauseKind(word)
  return withLedger(context, async ({ connection }, configuration) => {
    await confirmEnvironment(context, configuration, `messages of ${kind} ${name} go on`, confirm)
    const { readPauses, resume: end } = await import('@tidings/dispatcher/ledger')
    const freed = await end(connection, kind, name)
    if (freed === null) {
      const others = (await readPauses(connection)).map((each) => `${each.kind} ${each.name}`)
      throw new CliError('not-found', `${kind} ${name} is not paused`, {
        hint: others.length > 0 ? `paused: ${others.join(', ')}` : 'nothing is paused',
      })
    }
    context.output.result({
      kind: 'resume',
      data: { target: kind, name, freed },
      text: ({ paint }) => [`${kind} ${name} ${paint('done', 'goes on')}; ${count(freed, 'message')} had waited`],
    })
    return 0
  })
}
