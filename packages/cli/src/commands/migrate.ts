import type { Command } from '../command.js'
import { confirmEnvironment } from '../confirm.js'
import { loadProject } from '../project.js'

/** Input of `tidings migrate`. */
export interface MigrateInput {
  readonly confirm: string | undefined
}

/** Brings the ledger to this version. */
export const migrate: Command<MigrateInput> = async (context, { confirm }) => {
  const configuration = await loadProject(context, ['database'])
  await confirmEnvironment(context, configuration, 'the tables of its ledger are changed', confirm)
  const { migrate: bring } = await import('@tidings/dispatcher/ledger')
  context.output.progress('migrating')
  const result = await bring(configuration.environment.database ?? '')
  for (const note of result.notes) context.output.warn(note)
  context.output.result({
    kind: 'migration',
    data: { environment: configuration.environment.name, ...result },
    text: ({ paint, symbols }) => [
      result.applied.length === 0
        ? `ledger of ${configuration.environment.name} is at schema ${result.to} ${paint('dim', '(nothing to do)')}`
        : `ledger of ${configuration.environment.name}: schema ${result.from} ${symbols.arrow} ${paint('done', String(result.to))}  ${paint('dim', result.applied.join(', '))}`,
    ],
  })
  return 0
}
