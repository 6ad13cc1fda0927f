import { basename, dirname } from 'node:path'
import type { Configuration } from '@tidings/dispatcher/config'

import { catcherUrl } from '../catcher.js'
import type { CommandContext } from '../command.js'
import { explain } from '../errors/explain.js'
import { loadProject } from '../project.js'
import type { ProjectAnswer, SourceAnswer, TemplateView } from './answers.js'
import { openCatcherDesk } from './catcher-desk.js'
import type { Frames } from './frames.js'
import { Refusal } from './guard.js'
import type { Listeners } from './listeners.js'
import type { Api, ApiRequest } from './preview-server.js'
import { listPictures } from './project-pictures.js'
import { readAsked } from './read-asked.js'
import { tellStory } from './tell-story.js'
import { viewTemplate } from './view-template.js'
import { watchProject } from './watch-project.js'
import { openWorkbench } from './workbench.js'

/** What the page may ask of a project. */
export interface ProjectApi {
  readonly api: Api
  /** Folder of the templates, as tidings.yaml says now. */
  readonly templates: () => string
  close(): Promise<void>
}

/** Opens a project for the page: its templates and its catcher, in step with its files until it is closed. */
export function openProjectApi(
  context: CommandContext,
  first: Configuration,
  { frames, listeners }: { readonly frames: Frames; readonly listeners: Listeners },
): ProjectApi {
  let configuration = first
  let problem: string | undefined
  const bench = openWorkbench(configuration, listeners.tell)
  let pictures = listPictures(configuration.templates)

  const readConfiguration = async (again: boolean): Promise<void> => {
    try {
      const next = await loadProject(context, [])
      const same = JSON.stringify(next) === JSON.stringify(configuration)
      if (same && problem === undefined) return
      problem = undefined
      configuration = next
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
  const failed = (error: unknown): void => context.output.warn(explain(error).message)
  const watching = watchProject(configuration, {
    templates: async (names, again) => {
      if (names.has('_assets')) pictures = listPictures(configuration.templates)
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
    tell: listeners.tell,
    why: (intent) => tellStory(context, intent),
  })

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
      'GET /api/caught': () => desk.list(),
      'GET /api/caught-message': ({ query }: ApiRequest) => desk.one(Number(query.get('n'))),
      'POST /api/set-rule': ({ body }: ApiRequest) => desk.setRule(body),
      'POST /api/clear-rules': ({ body }: ApiRequest) => desk.clearRules(body),
    },
    templates: () => configuration.templates,
    close: async () => {
      await desk.close()
      await (await watching.catch(() => undefined))?.close()
      await bench.close()
    },
  }
}
