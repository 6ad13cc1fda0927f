import type { Command } from '../command.js'
import { askText, confirmEnvironment } from '../confirm.js'
import { byWhom, withLedger } from '../ledger.js'
import { pauseKind, pauseName } from '../pause-target.js'

/** Input of `tidings pause`. */
export interface PauseInput {
  readonly kind: string
  readonly name: string
  readonly reason: string | undefined
  readonly confirm: string | undefined
}

/** Holds messages of a template, a provider or a channel until they are resumed or expire. */
export const pause: Command<PauseInput> = (context, { kind: word, name, reason, confirm }) => {
  const kind = pauseKind(word)
  return withLedger(context, async ({ connection }, configuration) => {
    await pauseName(configuration, kind, name)
    await confirmEnvironment(context, configuration, `messages of ${kind} ${name} are held`, confirm)
    const why = reason ?? (await askText(context, 'reason', '--reason <text>'))
    const { pause: hold } = await import('@tidings/dispatcher/ledger')
    const changed = await hold(connection, { kind, name, byWhom: byWhom(context), reason: why })
    context.output.result({
      kind: 'pause',
      data: { target: kind, name, reason: why, changed },
      text: ({ paint }) => [
        changed
          ? `${kind} ${name} is ${paint('waiting', 'paused')}; its messages wait until they expire`
          : `${kind} ${name} was ${paint('waiting', 'paused')} before`,
      ],
    })
    context.output.note(`  tidings resume ${kind} ${name}`)
    return 0
  })
}
