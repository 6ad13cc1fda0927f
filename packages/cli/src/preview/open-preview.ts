import { basename, dirname } from 'node:path'
import { type Configuration, formatProblem } from '@tidings/dispatcher/config'
import type { MjmlCompiler, ReadTemplate } from '@tidings/dispatcher/templates'
import { catcherUrl } from '../catcher.js'
import type { CommandContext } from '../command.js'
import { explain } from '../errors/explain.js'
import { loadProject } from '../project.js'
import type { ProjectAnswer, RenderAsked, SourceAnswer, TemplateView } from './answers.js'
import { openCatcherDesk } from './catcher-desk.js'
import { createFrames } from './frames.js'
import { Refusal } from './guard.js'
import { createListeners } from './listeners.js'
import { type Api, type ApiRequest, startPreviewServer } from './preview-server.js'
import { listPictures } from './project-pictures.js'
import { tellStory } from './tell-story.js'
import { openTestDesk } from './test-desk.js'
import { viewTemplate } from './view-template.js'
import { type ProjectWatchers, type Watching, watchProject } from './watch-project.js'
import { openWorkbench } from './workbench.js'

/** A preview that is open. */
export interface OpenPreview {
  readonly url: string
  close(): Promise<void>
}

/** What a preview has in common with whoever opens it beside other work on the same files. */
export interface SharedWork {
  readonly mjml: MjmlCompiler
  /** Lets the preview know of saves until that is closed. */
  readonly watch: (watchers: ProjectWatchers) => Promise<Watching>
}

/**
 * Serves the preview of a project, in step with its files, until it is closed.
 *
 * @param first what is in force, and the templates as they were read just now.
 * @param ports to try, in order; 0 is a free one.
 * @param shared who opens it compiles and watches too, and tells what is odd in `tidings.yaml`. Default: it works alone.
 */
export async function openPreview(
  context: CommandContext,
  first: { readonly configuration: Configuration; readonly templates: readonly ReadTemplate[] },
  ports: readonly number[],
  shared?: SharedWork,
): Promise<OpenPreview> {
  let { configuration } = first
  let problem: string | undefined
  const listeners = createListeners()
  const frames = createFrames()
  const bench = openWorkbench(configuration, first.templates, listeners.tell, shared?.mjml)
  let pictures = await listPictures(configuration.templates)

  const readConfiguration = async (again: boolean): Promise<void> => {
    try {
      const next = await loadProject(context, [], { told: true })
      const same = JSON.stringify(next) === JSON.stringify(configuration)
      if (same && problem === undefined) return
      problem = undefined
      configuration = next
      for (const warning of shared === undefined && !same ? next.warnings : []) {
        context.output.warn(formatProblem(warning))
      }
      if (same) listeners.tell({ kind: 'configuration' })
      else await bench.configure(next)
    } catch (error) {
      // What is wrong at the first look may be half saved.
      if (!again) return
      const { message, lines } = explain(error)
      problem = lines[0] ?? message
      listeners.tell({ kind: 'configuration' })
    }
  }
  const { watch = (watchers: ProjectWatchers) => watchProject(configuration, watchers) } = shared ?? {}
  const watcher = await watch({
    templates: async (names, again) => {
      if (names.has('_assets') || names.has('_brands')) pictures = await listPictures(configuration.templates)
      await bench.saved(names, again)
    },
    configuration: readConfiguration,
    failed: (error) => context.output.warn(explain(error).message),
  })

  const desk = openCatcherDesk({
    configuration: () => configuration,
    reread: () => readConfiguration(false),
    frames,
    pictures: () => pictures,
    tell: listeners.tell,
    why: (intent) => tellStory(context, intent),
  })

  const tests = openTestDesk(context)
  const pieceOf = async (name: unknown) => {
    const piece = await bench.find(String(name))
    if (piece === undefined) throw new Refusal(404, `there is no template ${name}`)
    return piece
  }
  const api: Api = {
    'GET /api/project': (): ProjectAnswer => ({
      project: basename(dirname(configuration.file)),
      environment: configuration.environment.name,
      brands: Object.keys(configuration.brands).sort((a, b) => Number(b === 'main') - Number(a === 'main')),
      ...(problem === undefined ? {} : { problem }),
      catcher: catcherUrl(configuration) !== undefined,
    }),
    'GET /api/templates': () => bench.list(),
    'GET /api/source': async ({ query }: ApiRequest): Promise<SourceAnswer> => {
      const { name, source } = await pieceOf(query.get('template'))
      if (source === undefined) return { files: [] }
      return {
        files: [
          ...Object.entries(source.files).map(([path, text]) => ({ path: `${name}/${path}`, text })),
          { path: `${name}/template.yaml`, text: source.yaml },
          ...Object.entries(source.samples).map(([path, text]) => ({ path: `${name}/samples/${path}.json`, text })),
          ...Object.entries(source.partials).map(([path, text]) => ({ path, text })),
          ...Object.entries(source.brands ?? {}).flatMap(([brand, { partials }]) =>
            Object.entries(partials).map(([path, text]) => ({ path: `_brands/${brand}/${path}`, text })),
          ),
        ],
      }
    },
    'POST /api/render': async ({ body }: ApiRequest): Promise<TemplateView> =>
      viewTemplate(await pieceOf(body.template), readAsked(body), {
        configuration,
        frames,
        pictures,
        now: context.clock(),
      }),
    'GET /api/test-send': async ({ query }: ApiRequest) => tests.facts(await pieceOf(query.get('template'))),
    'POST /api/send-test': async ({ body }: ApiRequest) =>
      tests.send(await pieceOf(body.template), readAsked(body), body),
    'GET /api/caught': () => desk.list(),
    'GET /api/caught-message': ({ query }: ApiRequest) => desk.one(Number(query.get('n'))),
    'POST /api/set-rule': ({ body }: ApiRequest) => desk.setRule(body),
    'POST /api/clear-rules': ({ body }: ApiRequest) => desk.clearRules(body),
  }
  const server = await listenOn(ports, (port) =>
    startPreviewServer(port, {
      api,
      frames,
      listeners,
      templates: () => configuration.templates,
      picture: (name) => pictures.get(name),
    }),
  ).catch(async (error: unknown) => {
    await desk.close()
    await watcher.close()
    await bench.close()
    throw error
  })
  return {
    url: server.url,
    close: async () => {
      await desk.close()
      await watcher.close()
      await server.close()
      await bench.close()
    },
  }
}

async function listenOn<T>(ports: readonly number[], listen: (port: number) => Promise<T>): Promise<T> {
  const [port = 0, ...others] = ports
  try {
    return await listen(port)
  } catch (error) {
    if (others.length === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return listenOn(others, listen)
  }
}

/** Takes the choices out of a body; an empty one counts as none. */
function readAsked(body: Readonly<Record<string, unknown>>): RenderAsked {
  const asked: Record<string, string> = { template: String(body.template) }
  for (const key of ['sample', 'locale', 'brand', 'timeZone', 'data']) {
    const value = body[key]
    if (typeof value === 'string' && value !== '') asked[key] = value
  }
  if (asked.timeZone !== undefined && !isTimeZone(asked.timeZone)) {
    throw new Refusal(400, `\`${asked.timeZone}\` is no time zone; give one as Europe/Berlin`)
  }
  return { ...asked, template: String(body.template) }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
