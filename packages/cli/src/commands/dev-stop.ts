import { isAlive, openStateFolder, startPostgres } from '@tidings/dispatcher/embedded'

import type { Command } from '../command.js'
import { endOrphans, endProcess, runningDev } from '../dev/orphans.js'
import { stateFolderOf } from '../dev/start-services.js'
import { CliError } from '../errors/cli-error.js'
import { loadProject } from '../project.js'

/** Ends what `tidings dev` runs for a project, wherever it was started; also what a killed one has left. */
export const devStop: Command<object> = async (context) => {
  const { output } = context
  const configuration = await loadProject(context, [])
  const stateFolder = await openStateFolder(stateFolderOf(configuration))
  const running = await runningDev(stateFolder)
  const ended: string[] = []
  output.progress('stopping')
  if (running?.pids.dev !== undefined && (await isAlive(running.pids.dev))) {
    await endProcess(running.pids.dev)
    ended.push('dev')
  }
  const orphans = await endOrphans(stateFolder)
  ended.push(...orphans)
  // What was killed could not stop its PostgreSQL: adopted, it can be.
  if (running === undefined && orphans.length > 0) {
    const postgres = await startPostgres({ folder: stateFolder, log: (line) => output.note(`  ${line}`) })
    await postgres.stop()
  }
  if (ended.length === 0) {
    throw new CliError('not-running', '`tidings dev` does not run here', { hint: 'tidings dev --detach starts it' })
  }
  output.result({ kind: 'dev-stopped', data: { ended }, text: () => ['  stopped'] })
  return 0
}
