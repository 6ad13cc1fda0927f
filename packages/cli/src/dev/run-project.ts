import type { Configuration } from '@tidings/dispatcher/config'
import { removeDevFile } from '@tidings/dispatcher/embedded'
import { openLedger, readStatus } from '@tidings/dispatcher/ledger'

import type { CommandContext } from '../command.js'
import { explain } from '../errors/explain.js'
import { byWhom } from '../ledger.js'
import { span } from '../output/words.js'
import { loadProject } from '../project.js'
import { type DispatcherProcess, lastComplaint } from './dispatcher-process.js'
import { followConfiguration } from './follow-configuration.js'
import { type KeeperEvents, keepDispatcher } from './keep-dispatcher.js'
import { createPublisher, type Publisher } from './publish-on-save.js'
import { publishedLine } from './published-line.js'
import type { Releasers } from './releasers.js'
import { dispatcherEnv, dispatcherLog, type Services, startDispatcherFor, startServices } from './start-services.js'

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
}

/**
 * Starts everything that a project needs, and keeps it in step with its files until it is released: templates are
 * published as they are saved, `tidings.yaml` is read again, a dispatcher that ends is started again.
 *
 * @param watch whether to look at files after the start.
 */
export async function runProject(
  context: CommandContext,
  { stateFolder, watch }: { readonly stateFolder: string; readonly watch: boolean },
  releasers: Releasers,
): Promise<RunningProject> {
  const { output } = context
  const services = await startServices(
    context,
    await loadProject(context, [], { embedded: false }),
    stateFolder,
    releasers,
  )
  // Now that the addresses are known, the configuration is complete.
  const first = await loadProject(context, ['database'])
  const ledger = await openLedger(services.url, 'tidings dev')
  releasers.add(() => ledger.close())
  const { templates } = await readStatus(ledger.connection, first.environment.name, context.clock())

  const publisherOf = (
    configuration: Configuration,
    active: ReadonlyMap<string, string>,
    events: 'watch' | 'once',
  ): Publisher =>
    createPublisher({
      active,
      ledger,
      configuration,
      byWhom: byWhom(context),
      watch: events === 'watch',
      events: {
        published: (publishing, before) => output.note(publishedLine(publishing, before)),
        failed: (error) => output.warn(explain(error).message),
      },
    })
  const mode = watch ? 'watch' : 'once'
  let publisher = publisherOf(first, new Map(templates.map(({ name, hash }) => [name, hash])), mode)
  releasers.add(() => publisher.close())
  output.progress('publishing the templates')
  const notes = (await publisher.all()).flatMap((each) =>
    each.ok ? [] : [publishedLine(each, publisher.active.get(each.name))],
  )
  for (const note of notes) output.note(note)

  let configuration = first
  const startedAt = context.clock()
  const start = (): Promise<DispatcherProcess> =>
    startDispatcherFor(context, configuration, services, { stateFolder, startedAt })
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

  if (watch) {
    const follower = await followConfiguration(context, {
      configuration: first,
      env: dispatcherEnv(context, services),
      apply: async (next) => {
        configuration = next
        await publisher.close()
        publisher = publisherOf(next, publisher.active, mode)
        for (const each of await publisher.all()) {
          if (!each.ok || each.changed) output.note(publishedLine(each, publisher.active.get(each.name)))
        }
        output.note('[dev] tidings.yaml taken; the dispatcher starts with it')
        kept.restart()
      },
    })
    releasers.add(() => follower.close())
  }
  return { configuration: first, services, dispatcher, active: publisher.active, notes }
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
