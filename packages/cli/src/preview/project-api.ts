import { basename, dirname } from 'node:path'
import { type Configuration, formatProblem } from '@tidings/dispatcher/config'
import type { MjmlCompiler } from '@tidings/dispatcher/templates'

import { catcherUrl } from '../catcher.js'
import type { CommandContext } from '../command.js'
import { explain } from '../errors/explain.js'
import { loadProject } from '../project.js'
import type { ProjectAnswer, SourceAnswer, TemplateView } from './answers.js'
import { openCatcherDesk } from './catcher-desk.js'
import type { Frames } from './frames.js'
import { Refusal } from './guard.js'
import type { Listeners } from './listeners.js'
import type { ApiRequest, Project } from './preview-server.js'
import { listPictures } from './project-pictures.js'
import { readAsked } from './read-asked.js'
import { tellStory } from './tell-story.js'
import { openTestDesk } from './test-desk.js'
import { viewTemplate } from './view-template.js'
import { type ProjectWatchers, type Watching, watchProject } from './watch-project.js'
import { openWorkbench } from './workbench.js'

/** What the page may ask of a project. */
export interface ProjectApi extends Project {
  close(): Promise<void>
}

/** What a preview has in common with whoever opens it beside other work on the same files. */
export interface SharedWork {
  readonly mjml: MjmlCompiler
  /** Lets the preview know of saves until that is closed. */
  readonly watch: (watchers: ProjectWatchers) => Promise<Watching>
}

/** What the page is served with. */
export interface ProjectParts {
  readonly frames: Frames
  readonly listeners: Listeners
  readonly shared?: SharedWork
}

/** Opens a project for the page: its templates and its catcher, in step with its files until it is closed. */
export function openProjectApi(
  context: CommandContext,
  first: Configuration,
  { frames, listeners, shared }: ProjectParts,
): ProjectApi {
  let configuration = first
  let problem: string | undefined
  const bench = openWorkbench(configuration, listeners.tell, shared?.mjml)
  let pictures = listPictures(configuration.templates)

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
      else bench.configure(next)
    } catch (error) {
      // What is wrong at the first look may be half saved.
      if (!again) return
      const { message, lines } = explain(error)
      problem = lines[0] ?? message
      listeners.tell({ kind: 'configuration' })
    }
  }
  let isClosing = false
  // What is under way when the preview ends fails because of that.
  const failed = (error: unknown): void => {
    if (!isClosing) context.output.warn(explain(error).message)
  }
  const { watch = (watchers: ProjectWatchers) => watchProject(configuration, watchers) } = shared ?? {}
  const watching = watch({
    templates: async (names, again) => {
      if (names.has('_assets') || names.has('_brands')) pictures = listPictures(configuration.templates)
      await bench.saved(names, again)
    },
    configuration: readConfiguration,
    failed,
  })
  // The page waits for no watcher: of thousands of folders it takes seconds. What was saved meanwhile is found now.
  const watched = watching.then(async () => {
    await Promise.all([bench.recheck(), readConfiguration(true)])
  })
  watched.catch(failed)

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
  return {
    api: {
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
          pictures: await pictures,
          now: context.clock(),
        }),
      'POST /api/lint': ({ body }: ApiRequest) => {
        bench.lint(Array.isArray(body.templates) ? body.templates.map(String) : [])
        return {}
      },
      'GET /api/test-send': async ({ query }: ApiRequest) => tests.facts(await pieceOf(query.get('template'))),
      'POST /api/send-test': async ({ body }: ApiRequest) =>
        tests.send(await pieceOf(body.template), readAsked(body), body),
      'GET /api/caught': () => desk.list(),
      'GET /api/caught-message': ({ query }: ApiRequest) => desk.one(Number(query.get('n'))),
      'POST /api/set-rule': ({ body }: ApiRequest) => desk.setRule(body),
      'POST /api/clear-rules': ({ body }: ApiRequest) => desk.clearRules(body),
    },
    templates: () => configuration.templates,
    picture: async (name) => (await pictures).files.get(name),
    close: async () => {
      isClosing = true
      await desk.close()
      await (await watching.catch(() => undefined))?.close()
      await bench.close()
    },
  }
}
