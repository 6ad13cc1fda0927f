import type { SupportLevel, SupportRow } from '@tidings/dispatcher/lint'

import type { Command } from '../command.js'
import { type Column, tableLines } from '../output/table.js'
import { count } from '../output/words.js'
import { loadProject } from '../project.js'
import { readTemplateSet } from '../template-set.js'

/** Input of `tidings templates support`. */
export interface TemplatesSupportInput {
  /** Empty: all. */
  readonly names: readonly string[]
}

/** Shows what templates use of CSS, HTML and image formats, and which mail clients do not know it. */
export const templatesSupport: Command<TemplatesSupportInput> = async (context, { names }) => {
  const configuration = await loadProject(context, [])
  const read = await readTemplateSet(configuration, names)
  const { clientDataDate, clientList, documentsOf, supportOf } = await import('@tidings/dispatcher/lint')
  const { clients } = configuration.lint
  const list = read.map(({ name, source }) => ({
    name,
    features: source === undefined ? [] : supportOf(documentsOf(source), clients),
  }))
  const row = ({ form, uses, first, support }: SupportRow): readonly string[] => [
    form,
    String(uses),
    `${first.file}:${first.line}:${first.column}`,
    clientList(support.filter(({ level }) => level === 'no')),
  ]
  context.output.result({
    kind: 'support',
    data: { date: clientDataDate, clients, templates: list },
    items: list,
    text: ({ paint }) => [
      ...list.flatMap(({ name, features }) => {
        const ignored = features.filter((feature) => has(feature, 'no'))
        const partly = features.filter((feature) => !has(feature, 'no') && has(feature, 'partly'))
        const whole = features.length - ignored.length - partly.length
        return [
          `${paint('strong', name)}  of ${count(features.length, 'feature')} ${whole} work everywhere, ${partly.length} partly, ${ignored.length} not`,
          ...(ignored.length === 0 ? [] : tableLines(columns, ignored.map(row))),
          '',
        ]
      }),
      paint(
        'dim',
        `${count(clients.length, 'client')} of lint.clients, as caniemail.com knew them on ${clientDataDate}`,
      ),
    ],
  })
  return 0
}

const columns: readonly Column[] = [
  { title: 'feature' },
  { title: 'uses', align: 'right' },
  { title: 'first' },
  { title: 'ignored by' },
]

const has = ({ support }: SupportRow, level: SupportLevel): boolean => support.some((each) => each.level === level)
