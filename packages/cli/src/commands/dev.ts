import { openStateFolder, removeDevFile } from '@tidings/dispatcher/embedded'
import { openLedger, readStatus } from '@tidings/dispatcher/ledger'
import { lanes } from '@tidings/sdk'

import type { Command, CommandContext } from '../command.js'
import { type ReadyMessage, startInBackground } from '../dev/detach.js'
import type { DispatcherProcess } from '../dev/dispatcher-process.js'
import { endOrphans, runningDev } from '../dev/orphans.js'
import { createPublisher, type Publisher } from '../dev/publish-on-save.js'
import { createReleasers, type Releasers } from '../dev/releasers.js'
import { type Services, startDispatcherFor, startServices, stateFolderOf } from '../dev/start-services.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { explain } from '../errors/explain.js'
import { findingLine } from '../findings.js'
import { byWhom } from '../ledger.js'
import { shortHash } from '../output/words.js'
import { loadProject } from '../project.js'
import type { Publishing } from '../publishing.js'

/** Input of `tidings dev`. */
export interface DevInput {
  readonly detach: boolean
  /** Publish once, watch nothing. */
  readonly headless: boolean
}

/** Runs PostgreSQL, catcher and dispatcher for a project until the signal, and publishes templates as they are saved. */
export const dev: Command<DevInput> = async (context, { detach, headless }) => {
  const { output } = context
  const configuration = await loadProject(context, [])
  if (configuration.environment.production) {
    throw new CliError(
      'production',
      `\`${configuration.environment.name}\` is production, which \`tidings dev\` does not run`,
      {
        hint: 'tidings-dispatcher run',
      },
    )
  }
  const stateFolder = await openStateFolder(stateFolderOf(configuration))
  const running = await runningDev(stateFolder)
  if (running !== undefined) {
    throw new CliError('already-running', `\`tidings dev\` runs here already, as process ${running.pids.dev?.pid}`, {
      hint: 'tidings dev stop',
    })
  }
  if (detach) {
    const { config, environment } = context.settings
    const ready = await startInBackground(context, stateFolder, [
      ...(headless ? ['--headless'] : []),
      ...(config === undefined ? [] : ['--config', config]),
      ...(environment === undefined ? [] : ['--env', environment]),
    ])
    for (const note of ready.notes) output.note(note)
    output.result({ kind: 'dev', data: ready.report, text: () => ready.lines })
    output.note('  in the background; `tidings dev stop` ends it')
    return exitCodes.ok
  }

  const releasers = createReleasers()
  try {
    for (const name of await endOrphans(stateFolder)) output.note(`  ended a ${name} that was left running`)
    const { dispatcher, ready } = await startAll(context, stateFolder, headless, releasers)
    output.result({ kind: 'dev', data: ready.report, text: () => ready.lines })
    process.send?.(ready)
    return await untilEnd(context, dispatcher)
  } finally {
    output.note(`${context.signal.aborted ? '\n' : ''}  stopping; Ctrl-C once more leaves at once`)
    await releasers.run()
  }
}

async function startAll(
  context: CommandContext,
  stateFolder: string,
  headless: boolean,
  releasers: Releasers,
): Promise<{ readonly dispatcher: DispatcherProcess; readonly ready: ReadyMessage }> {
  const first = await loadProject(context, [], { embedded: false })
  const services = await startServices(context, first, stateFolder, releasers)
  // Now that the addresses are known, the configuration is complete.
  const configuration = await loadProject(context, ['database'])
  const ledger = await openLedger(services.url, 'tidings dev')
  releasers.add(() => ledger.close())
  const { templates } = await readStatus(ledger.connection, configuration.environment.name, context.clock())
  const publisher = createPublisher({
    active: new Map(templates.map(({ name, hash }) => [name, hash])),
    ledger,
    configuration,
    byWhom: byWhom(context),
    watch: !headless,
    events: {
      published: (publishing, before) => context.output.note(publishedLine(publishing, before)),
      failed: (error) => context.output.warn(explain(error).message),
    },
  })
  releasers.add(() => publisher.close())
  context.output.progress('publishing the templates')
  const notes = await publishAll(context, publisher)
  const dispatcher = await startDispatcherFor(context, configuration, services, stateFolder)
  releasers.add(async () => {
    await dispatcher.stop()
    await removeDevFile(stateFolder)
  })
  return {
    dispatcher,
    ready: readyMessage(context, services, dispatcher, publisher.active, notes, configuration.environment.name),
  }
}

/** Publishes all; answers a line for each that could not be published. */
async function publishAll({ output }: CommandContext, publisher: Publisher): Promise<readonly string[]> {
  const published = await publisher.all()
  const lines = published.filter((each) => !each.ok).map((each) => publishedLine(each, publisher.active.get(each.name)))
  for (const line of lines) output.note(line)
  return lines
}

function readyMessage(
  { output }: CommandContext,
  { database, catcher }: Services,
  dispatcher: DispatcherProcess,
  active: ReadonlyMap<string, string>,
  notes: readonly string[],
  environment: string,
): ReadyMessage {
  const { paint, symbols } = output.style
  const templates = [...active].map(([name, hash]) => ({ name, hash }))
  const names = templates.map(({ name, hash }) => `${name} ${shortHash(hash)}`).join(', ')
  return {
    event: 'ready',
    notes,
    report: {
      environment,
      database,
      lanes,
      templates,
      catcher: { url: catcher.url, smtp: catcher.smtpUrl },
      admin: dispatcher.adminPort,
      pids: { dev: process.pid, dispatcher: dispatcher.pid, catcher: catcher.pid },
    },
    lines: [
      `  ${database}`,
      `  dispatcher ${paint('done', 'ready')} (${lanes.join(', ')}) ${symbols.dot} templates: ${templates.length} published${names === '' ? '' : ` (${names})`} ${symbols.dot} catcher: e-mail, SMS, push`,
    ],
  }
}

function publishedLine(publishing: Publishing, before: string | undefined): string {
  if (publishing.ok) {
    const { name, hash, changed } = publishing
    return `[dev] ${name} ${changed ? `published as ${shortHash(hash)}` : `unchanged (${shortHash(hash)})`}`
  }
  const [first, ...others] = publishing.findings
  const more = others.length === 0 ? '' : ` (and ${others.length} more: tidings lint)`
  const still = before === undefined ? '' : `; still sending ${shortHash(before)}`
  return `[dev] ${publishing.name} not published: ${first === undefined ? 'it cannot be read' : findingLine(first)}${more}${still}`
}

/** Waits for the signal; ends early where the dispatcher does. */
async function untilEnd({ signal }: CommandContext, dispatcher: DispatcherProcess): Promise<number> {
  const aborted = new Promise<'aborted'>((resolve) => {
    if (signal.aborted) resolve('aborted')
    else signal.addEventListener('abort', () => resolve('aborted'), { once: true })
  })
  // A signal is waited for by nobody else, and would not keep the process alive.
  const alive = setInterval(() => {}, 60_000)
  try {
    const end = await Promise.race([aborted, dispatcher.ended])
    if (end === 'aborted') return exitCodes.interrupted
    throw new CliError('start-failed', `the dispatcher ended by itself${end === null ? '' : ` with code ${end}`}`, {
      hint: 'its log: .tidings/logs/dispatcher.log',
    })
  } finally {
    clearInterval(alive)
  }
}
