import type { Configuration } from '@tidings/dispatcher/config'
import type { Ledger } from '@tidings/dispatcher/ledger'

import { assetsLine, writeAssets } from '../assets/write-assets.js'
import { isBundleName } from '../bundle-source.js'
import type { Command, CommandContext } from '../command.js'
import { confirmEnvironment } from '../confirm.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { findingLines } from '../findings.js'
import { byWhom, withLedger } from '../ledger.js'
import { showFindings } from '../lint/lint-set.js'
import { tableLines } from '../output/table.js'
import { shortHash } from '../output/words.js'
import { publishBundled, readBundled } from '../publish-bundle.js'
import { type Publishing, publishOne } from '../publishing.js'
import { readTemplateSet } from '../template-set.js'

/** Input of `tidings publish`. */
export interface PublishInput {
  /** Of templates; empty: all. One that is a path or an address is a bundle, which is published instead. */
  readonly names: readonly string[]
  /** Back to the version before. Needs names. */
  readonly rollback: boolean
  readonly confirm: string | undefined
  /** Folder for the files that templates show. Default: `.tidings/assets` beside tidings.yaml. */
  readonly assets: string | undefined
}

/** Compiles templates and makes them what the environment sends. One that does not compile keeps its version. */
export const publish: Command<PublishInput> = (context, { names, rollback, confirm, assets: assetsFolder }) => {
  if (rollback && names.length === 0) {
    throw new CliError('usage', '--rollback needs the names of the templates', {
      hint: 'tidings publish order-shipped --rollback',
    })
  }
  return withLedger(context, async (ledger, configuration) => {
    const { output } = context
    const environment = configuration.environment.name
    await confirmEnvironment(
      context,
      configuration,
      rollback ? 'templates are rolled back' : 'templates are published',
      confirm,
    )
    if (rollback) {
      const { rollBack } = await import('@tidings/dispatcher/flows')
      const done: { readonly name: string; readonly hash: string }[] = []
      for (const name of names) {
        done.push({ name, hash: await rollBack(ledger, name, { environment, byWhom: byWhom(context) }) })
      }
      output.result({
        kind: 'published',
        data: { environment, templates: done },
        items: done,
        text: ({ paint }) =>
          done.map(({ name, hash }) => `  ${name} ${paint('done', shortHash(hash))} active again in ${environment}`),
      })
      return exitCodes.ok
    }
    const done = await publishAll(context, ledger, configuration, names)
    const failed = done.filter((each) => !each.ok)
    const shown = done.flatMap((each) => (each.ok ? each.assets : []))
    const assets = await writeAssets(context, configuration, { folder: assetsFolder, names: shown })
    const folder = configuration.templates
    const texts = (await showFindings([{ folder, linted: failed }], folder)).map(({ finding, line }) =>
      findingLines(finding, line, output.style),
    )
    output.result({
      kind: 'published',
      data: { environment, templates: done, ...(assets && { assets }) },
      items: done,
      text: ({ paint }) => [
        ...texts.flat(),
        ...tableLines(
          [{ title: '' }, { title: '' }, { title: '' }],
          done.map((each) =>
            each.ok
              ? [
                  each.name,
                  paint('done', shortHash(each.hash)),
                  paint('dim', each.changed ? `now active in ${environment}` : 'unchanged'),
                ]
              : [each.name, paint('failed', 'not published')],
          ),
        ),
        ...(assets === undefined ? [] : [assetsLine(context, assets)]),
      ],
    })
    if (failed.length === 0) return exitCodes.ok
    return failed.length === done.length ? exitCodes.failed : exitCodes.partial
  })
}

/** Publishes the templates of the project, or of a bundle, where one of the names is that of a bundle. */
async function publishAll(
  context: CommandContext,
  ledger: Ledger,
  configuration: Configuration,
  given: readonly string[],
): Promise<readonly Publishing[]> {
  const { output } = context
  const [bundle, another] = given.filter(isBundleName)
  const names = given.filter((name) => !isBundleName(name))
  if (another !== undefined) throw new CliError('usage', 'one bundle is published at a time')
  const done: Publishing[] = []
  if (bundle !== undefined) {
    for (const template of await readBundled(context, configuration, bundle, names)) {
      output.progress(`publishing ${template.artefact.name}`)
      done.push(await publishBundled(ledger, configuration, template, byWhom(context)))
    }
    return done
  }
  const templates = await readTemplateSet(configuration, names)
  const { createMjmlCompiler } = await import('@tidings/dispatcher/templates')
  const mjml = createMjmlCompiler()
  try {
    for (const template of templates) {
      output.progress(`publishing ${template.name}`)
      done.push(await publishOne(ledger, configuration, template, { mjml, byWhom: byWhom(context) }))
    }
    return done
  } finally {
    await mjml.close()
  }
}
