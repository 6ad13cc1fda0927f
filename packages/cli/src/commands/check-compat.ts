import type { Configuration } from '@tidings/dispatcher/config'
import type { SeenContract } from '@tidings/dispatcher/ledger'
import type { ReadTemplate } from '@tidings/dispatcher/templates'

import type { Command, CommandContext } from '../command.js'
import { type Compatibility, compareTemplates, usersOf } from '../compatibility.js'
import { exitCodes } from '../errors/error-table.js'
import { templatesAt } from '../git-templates.js'
import { withLedger } from '../ledger.js'
import type { Style } from '../output/style.js'
import { count, shortHash, span } from '../output/words.js'
import { loadProject } from '../project.js'
import { compileSettings, readTemplateSet } from '../template-set.js'

/** Input of `tidings check-compat`. */
export interface CheckCompatInput {
  /** Revision of git. */
  readonly base: string
  /** Environment whose ledger is asked who emits. Undefined: none. */
  readonly against: string | undefined
  /** Templates whose breaks are meant. */
  readonly accept: readonly string[]
}

/** A template with what is known of those who emit it. */
interface Reported extends Compatibility {
  /** Version of the base, 64 hex digits; absent where it does not compile, or nothing is wrong. */
  readonly version?: string
  readonly accepted: boolean
  readonly services?: readonly SeenContract[]
  /** Services that emit without contracts. */
  readonly withoutContract?: readonly SeenContract[]
}

/** Compares contracts with those of a revision. Exits 1 where a service that emits might be left behind. */
export const checkCompat: Command<CheckCompatInput> = async (context, { base, against, accept }) => {
  const { output, clock } = context
  const configuration = await loadProject(context, [])
  const after = await readTemplateSet(configuration)
  const before = await templatesAt(context, configuration.templates, base)
  const compared = await compareTemplates(before, after, Object.keys(configuration.brands))
  const touched = compared.filter(({ findings }) => findings.length > 0)
  const seen = against === undefined ? undefined : await servicesIn(context, against, touched)
  const versions = await versionsOf(configuration, before, touched)
  const templates = compared.map((each): Reported => {
    const version = versions.get(each.template)
    return {
      ...each,
      accepted: accept.includes(each.template),
      ...(version === undefined ? {} : { version }),
      ...(seen === undefined || each.findings.length === 0
        ? {}
        : {
            services: usersOf(seen, each.template, each.before),
            withoutContract: seen.filter(({ template, contract }) => template === each.template && contract === null),
          }),
    }
  })
  const bad = templates.filter(({ findings, accepted }) => findings.length > 0 && !accepted).length
  output.result({
    kind: 'compatibility',
    data: { base, ...(against === undefined ? {} : { against }), templates },
    items: templates,
    text: (style) => [
      ...templates.flatMap((each) => linesOf(each, style, against, clock())),
      `${count(templates.length, 'template')} compared with ${base}, ${style.paint(bad > 0 ? 'failed' : 'done', bad === 0 ? 'no service is left behind' : `${bad} would leave services behind`)}`,
    ],
  })
  return bad > 0 ? exitCodes.failed : exitCodes.ok
}

function linesOf(each: Reported, { paint }: Style, against: string | undefined, now: Date): string[] {
  const { template, state, before = '', after = '', findings, version, services, withoutContract = [] } = each
  if (findings.length === 0) return state === 'unchanged' ? [] : [`${template}  ${paint('dim', quietly(each))}`]
  const list = (some: readonly SeenContract[]): string =>
    some.map(({ source, lastAt }) => `${source} (${span(now.getTime() - lastAt.getTime())} ago)`).join(', ')
  const causes = [...new Map(findings.map(({ cause, remedy }) => [cause, remedy])).values()]
  return [
    `${template}  ${paint(each.accepted ? 'waiting' : 'failed', each.accepted ? `${state}, accepted` : state)}  contract ${shortHash(before)} to ${shortHash(after)}`,
    ...findings.map(
      ({ field, kind, message }) =>
        `  ${field || '/'} ${message}${kind === 'undecided' ? '; whether that is narrower cannot be decided' : ''}`,
    ),
    ...causes.flatMap((steps) => steps.map((step, index) => `  ${paint('dim', `${index + 1}.`)} ${step}`)),
    ...(findings.every(({ cause }) => cause === 'brand')
      ? []
      : [
          `  services on contract ${shortHash(before)} stay on version ${version === undefined ? 'that was published with it' : shortHash(version)} and see no later change;`,
          '  what is emitted without contracts and does not fit is refused',
        ]),
    ...(services === undefined ? [] : [`  on it in ${against}: ${list(services) || 'nobody'}`]),
    ...(withoutContract.length === 0 ? [] : [`  without contracts in ${against}: ${list(withoutContract)}`]),
    '',
  ]
}

function quietly({ state, before = '', after = '' }: Reported): string {
  if (state === 'new') return 'new'
  if (state === 'removed') return 'removed here; what was published stays'
  return `compatible, contract ${shortHash(before)} to ${shortHash(after)}`
}

async function servicesIn(
  context: CommandContext,
  environment: string,
  touched: readonly Compatibility[],
): Promise<readonly SeenContract[]> {
  const there = { ...context, settings: { ...context.settings, environment } }
  return withLedger(there, async ({ connection }) => {
    const { seenContracts } = await import('@tidings/dispatcher/ledger')
    return seenContracts(
      connection,
      touched.map(({ template }) => template),
    )
  })
}

/** Versions that the base's templates were published as, if they were published as they are there. */
async function versionsOf(
  configuration: Configuration,
  before: readonly ReadTemplate[],
  touched: readonly Compatibility[],
): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>()
  if (touched.length === 0) return versions
  const { compileTemplate, createMjmlCompiler } = await import('@tidings/dispatcher/templates')
  const mjml = createMjmlCompiler()
  try {
    for (const { name, source } of before) {
      if (source === undefined || !touched.some(({ template }) => template === name)) continue
      const { artefact } = await compileTemplate(source, { ...compileSettings(configuration), mjml })
      if (artefact !== undefined) versions.set(name, artefact.hash)
    }
    return versions
  } finally {
    await mjml.close()
  }
}
