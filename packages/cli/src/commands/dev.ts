import { openStateFolder } from '@tidings/dispatcher/embedded'

import type { Command, CommandContext } from '../command.js'
import { startInBackground } from '../dev/detach.js'
import { endOrphans, runningDev } from '../dev/orphans.js'
import { alreadyMessage, readyMessage } from '../dev/ready-message.js'
import { createReleasers } from '../dev/releasers.js'
import { runProject } from '../dev/run-project.js'
import { stateFolderOf } from '../dev/start-services.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { usualPorts } from '../preview/usual-ports.js'
import { loadProject } from '../project.js'

/** Input of `tidings dev`. */
export interface DevInput {
  readonly detach: boolean
  /** Publish once, watch nothing, show nothing. */
  readonly headless: boolean
  /** Whether the preview is served. Default: unless it is headless. */
  readonly preview: boolean
  /** Of the preview. Default: 8026, or a free one where that is taken. */
  readonly port: number | undefined
}

/**
 * Runs PostgreSQL, catcher, dispatcher and preview for a project until the signal, and keeps them in step with its files.
 * Where that runs already, says where.
 */
export const dev: Command<DevInput> = async (context, input) => {
  const { output } = context
  const configuration = await loadProject(context, [])
  const { environment } = configuration
  if (environment.production) {
    throw new CliError('production', `\`${environment.name}\` is production, which \`tidings dev\` does not run`, {
      hint: 'tidings-dispatcher run',
    })
  }
  const stateFolder = await openStateFolder(stateFolderOf(configuration))
  const running = await runningDev(stateFolder)
  if (running !== undefined) {
    const { report, lines } = alreadyMessage(running, context.clock(), output.style)
    output.result({ kind: 'dev', data: report, text: () => lines })
    output.note('  `tidings dev stop` ends it')
    return exitCodes.ok
  }
  if (input.detach) return startDetached(context, stateFolder, input)

  const releasers = createReleasers()
  try {
    for (const name of await endOrphans(stateFolder)) output.note(`  ended a ${name} that was left running`)
    const { headless, preview, port } = input
    const previewPorts = headless || !preview ? undefined : port === undefined ? usualPorts : [port]
    const project = await runProject(context, { stateFolder, watch: !headless, previewPorts }, releasers)
    const ready = readyMessage(project, output.style)
    output.result({ kind: 'dev', data: ready.report, text: () => ready.lines })
    if (previewPorts === undefined) {
      output.note('  `npx tidings preview` shows the templates and what is caught, in a browser')
    }
    process.send?.(ready)
    await untilAborted(context.signal)
    return exitCodes.interrupted
  } finally {
    output.note(`${context.signal.aborted ? '\n' : ''}  stopping; Ctrl-C once more leaves at once`)
    await releasers.run()
  }
}

async function startDetached(
  context: CommandContext,
  stateFolder: string,
  { headless, preview, port }: DevInput,
): Promise<number> {
  const { output } = context
  const { config, environment } = context.settings
  const ready = await startInBackground(context, stateFolder, [
    ...(headless ? ['--headless'] : []),
    ...(preview ? [] : ['--no-preview']),
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(config === undefined ? [] : ['--config', config]),
    ...(environment === undefined ? [] : ['--env', environment]),
  ])
  for (const note of ready.notes) output.note(note)
  output.result({ kind: 'dev', data: ready.report, text: () => ready.lines })
  output.note('  in the background; `tidings dev stop` ends it')
  return exitCodes.ok
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  // A signal would not keep the process alive.
  const alive = setInterval(() => {}, 60_000)
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
  clearInterval(alive)
}
