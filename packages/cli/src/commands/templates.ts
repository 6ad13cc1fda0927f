import type { Artefact } from '@tidings/dispatcher/render'

import type { Command } from '../command.js'
import { tableLines } from '../output/table.js'
import { count, shortHash } from '../output/words.js'
import { loadProject } from '../project.js'
import { compileSettings, readTemplateSet } from '../template-set.js'

/** Lists the templates of the project as they lie on disk. */
export const templates: Command<object> = async (context) => {
  const configuration = await loadProject(context, [])
  const read = await readTemplateSet(configuration)
  const { compileTemplate, createMjmlCompiler } = await import('@tidings/dispatcher/templates')
  const mjml = createMjmlCompiler()
  try {
    const list: (Listed | Broken)[] = []
    for (const { name, source, findings } of read) {
      context.output.progress(`compiling ${name}`)
      const compiled = source && (await compileTemplate(source, { ...compileSettings(configuration), mjml }))
      const errors = [...findings, ...(compiled?.findings ?? [])].filter(({ severity }) => severity === 'error').length
      list.push({ name, errors, ...(compiled?.artefact === undefined ? {} : describe(compiled.artefact)) })
    }
    context.output.result({
      kind: 'templates',
      data: { templates: list },
      items: list,
      text: ({ paint }) =>
        list.length === 0
          ? [`no templates in ${configuration.templates}; \`tidings init\` brings one`]
          : tableLines(
              ['template', 'version', 'lane', 'category', 'steps', 'locales'].map((title) => ({ title })),
              list.map((each) =>
                'hash' in each
                  ? [each.name, shortHash(each.hash), each.lane, each.category, each.steps, each.locales.join(' ')]
                  : [each.name, paint('failed', count(each.errors, 'error'))],
              ),
            ),
    })
    if (list.some(({ errors }) => errors > 0)) context.output.note('  tidings lint shows the errors')
    return 0
  } finally {
    await mjml.close()
  }
}

interface Broken {
  readonly name: string
  readonly errors: number
}

interface Listed extends Broken {
  readonly hash: string
  readonly contract: string
  readonly title: string
  readonly lane: string
  readonly category: string
  readonly marketing: boolean
  readonly steps: string
  readonly locales: readonly string[]
}

function describe({ hash, contract, title, lane, category, marketing, steps, locales }: Artefact) {
  const joined = steps.channels.join(steps.mode === 'first' ? ' then ' : ' + ')
  return { hash, contract, title, lane, category, marketing, steps: joined, locales }
}
