import type { Configuration } from '@tidings/dispatcher/config'
import { removeDevFile } from '@tidings/dispatcher/embedded'
import { openLedger, readStatus } from '@tidings/dispatcher/ledger'
import { createMjmlCompiler } from '@tidings/dispatcher/templates'

import type { CommandContext } from '../command.js'
import { explain } from '../errors/explain.js'
import { byWhom } from '../ledger.js'
import { span } from '../output/words.js'
import { loadProject } from '../project.js'
import { openDevPreview } from './dev-preview.js'
import { type DispatcherProcess, lastComplaint } from './dispatcher-process.js'
import { followConfiguration } from './follow-configuration.js'
import { type KeeperEvents, keepDispatcher } from './keep-dispatcher.js'
import { publishedLine } from './published-line.js'
import { createPublisher, type Publisher } from './publisher.js'
import type { Releasers } from './releasers.js'
import { dispatcherEnv, dispatcherLog, type Services, startDispatcherFor, startServices } from './start-services.js'
import { watchSaves } from './watch-saves.js'

/** A project that runs. */
export interface RunningProject {
  readonly configuration: Configuration
  readonly services: Services
  /** The dispatcher as it was started first. */
  readonly dispatcher: DispatcherProcess
  /** Versions that are active, by template. */
  readonly active: ReadonlyMap<string, string>
  /** A line for each template that could not be published. */
  readonly notes: readonly string[]
  /** Address of the preview, where there is one. */
  readonly preview?: string
}

/** How to run a project. */
export interface RunOptions {
  readonly stateFolder: string
  /** Whether to look at files after the start. */
  readonly watch: boolean
  /** Ports to try for the preview, in order; undefined: there is none. */
  readonly previewPorts: readonly number[] | undefined
}

/**
 * Starts everything that a project needs, and keeps it in step with its files until it is released: templates are
 * published as they are saved and shown in the preview, `tidings.yaml` is read again, a dispatcher that ends is started again.
 */
export async function runProject(
  context: CommandContext,
  { stateFolder, watch, previewPorts }: RunOptions,
  releasers: Releasers,
): Promise<RunningProject> {
  const { output } = context
  const services = await startServices(
    context,
    await loadProject(context, [], { embedded: false, told: true }),
    stateFolder,
    releasers,
  )
  // Now that the addresses are known, the configuration is complete.
  const first = await loadProject(context, ['database'], { told: true })
  const ledger = await openLedger(services.url, 'tidings dev')
  releasers.add(() => ledger.close())
  const { templates } = await readStatus(ledger.connection, first.environment.name, context.clock())
  const mjml = createMjmlCompiler()
  releasers.add(() => mjml.close())
  const failed = (error: unknown): void => output.warn(explain(error).message)

  const publisherOf = (configuration: Configuration, active: ReadonlyMap<string, string>): Publisher =>
    createPublisher({
      active,
      ledger,
      configuration,
      mjml,
      byWhom: byWhom(context),
      published: (publishing, before) => output.note(publishedLine(publishing, before)),
    })
  // What is saved before it watches is neither told nor new.
  const saves = watch ? await watchSaves(first, failed) : undefined
  releasers.add(async () => saves?.close())
  let publisher = publisherOf(first, new Map(templates.map(({ name, hash }) => [name, hash])))
  releasers.add(() => publisher.close())
  let readConfiguration = async (_again: boolean): Promise<void> => {}
  saves?.tell({
    templates: (names, again) => publisher.saved(names, again),
    configuration: (again) => readConfiguration(again),
    failed,
  })
  output.progress('publishing the templates')
  const notes = (await publisher.all()).flatMap((each) =>
    each.ok ? [] : [publishedLine(each, publisher.active.get(each.name))],
  )
  for (const note of notes) output.note(note)

  let configuration = first
  const startedAt = context.clock()
  // While the dispatcher starts there is time for it.
  const preview =
    saves && previewPorts && openDevPreview(context, { configuration, ports: previewPorts, mjml, saves }, releasers)
  const start = (): Promise<DispatcherProcess> =>
    startDispatcherFor(context, configuration, services, { stateFolder, startedAt, preview })
  output.progress('starting the dispatcher')
  const dispatcher = await start()
  const kept = keepDispatcher(dispatcher, start, keeperEvents(context, dispatcherLog(stateFolder)))
  releasers.add(async () => {
    await kept.stop()
    await removeDevFile(stateFolder)
  })
  void services.catcher.ended.then(() => {
    if (!context.signal.aborted) output.warn('the catcher has ended; stop `tidings dev` and start it again')
  })

  readConfiguration = followConfiguration(context, {
    configuration: first,
    env: dispatcherEnv(context, services),
    apply: async (next) => {
      configuration = next
      await publisher.close()
      await saves?.move(next.templates)
      publisher = publisherOf(next, publisher.active)
      for (const each of await publisher.all()) {
        if (!each.ok || each.changed) output.note(publishedLine(each, publisher.active.get(each.name)))
      }
      output.note('[dev] tidings.yaml taken; the dispatcher starts with it')
      kept.restart()
    },
  })
  // It may have been saved since it was read.
  saves?.lookAtConfiguration()
  const opened = await preview
  return {
    configuration: first,
    services,
    dispatcher,
    active: publisher.active,
    notes,
    ...(opened === undefined ? {} : { preview: opened.url }),
  }
}

function keeperEvents({ output }: CommandContext, logFile: string): KeeperEvents {
  const tell = async (what: string, waitMs: number): Promise<void> => {
    const why = await lastComplaint(logFile)
    output.note(`[dev] the dispatcher ${what}${why === undefined ? '' : `: ${why}`}; starts again in ${span(waitMs)}`)
  }
  return {
    ended: (code, waitMs) => {
      // Who is killed leaves no last words; those in its log are of something else.
      if (code === null) output.note(`[dev] the dispatcher was killed; starts again in ${span(waitMs)}`)
      else void tell(`ended with code ${code}`, waitMs)
    },
    failed: (_error, waitMs) => void tell('did not start', waitMs),
    started: ({ pid }) => output.note(`[dev] dispatcher ready again, as process ${pid}`),
  }
}
