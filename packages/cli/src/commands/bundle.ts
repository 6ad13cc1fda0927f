import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import type { BundledTemplate } from '@tidings/dispatcher/bundle'
import type { Finding } from '@tidings/dispatcher/templates'

import { assetsLine, writeAssets } from '../assets/write-assets.js'
import type { Command } from '../command.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { findingLine } from '../findings.js'
import { count, shortHash, bytes as sizeOf } from '../output/words.js'
import { loadProject } from '../project.js'
import { compileSettings, readTemplateSet } from '../template-set.js'

/** Input of `tidings bundle`. */
export interface BundleInput {
  /** Empty: all. */
  readonly names: readonly string[]
  /** Default: `templates.bundle.json` in the working folder; `-` is stdout. */
  readonly out: string | undefined
  /** Folder for the files that templates show. Default: `.tidings/assets` beside tidings.yaml. */
  readonly assets: string | undefined
}

/** Writes what `publish` would publish as one file. Where one template does not compile, nothing is written. */
export const bundle: Command<BundleInput> = async (
  context,
  { names, out = 'templates.bundle.json', assets: folder },
) => {
  const { cwd, output } = context
  const configuration = await loadProject(context, [])
  const read = await readTemplateSet(configuration, names)
  const [{ compileTemplate, createMjmlCompiler }, { encodeBundle }, { assetNames }] = await Promise.all([
    import('@tidings/dispatcher/templates'),
    import('@tidings/dispatcher/bundle'),
    import('@tidings/dispatcher/render'),
  ])
  const mjml = createMjmlCompiler()
  const templates: BundledTemplate[] = []
  const errors: Finding[] = []
  try {
    for (const { name, source, findings } of read) {
      output.progress(`compiling ${name}`)
      const compiled = source && (await compileTemplate(source, { ...compileSettings(configuration), mjml }))
      const own = [...findings, ...(compiled?.findings ?? [])].filter(({ severity }) => severity === 'error')
      errors.push(...own)
      if (own.length === 0 && source && compiled?.artefact) templates.push({ artefact: compiled.artefact, source })
    }
  } finally {
    await mjml.close()
  }
  if (errors.length > 0) {
    throw new CliError('findings', 'not every template compiles, so no bundle is written', {
      lines: errors.map(findingLine),
      hint: 'tidings lint shows the lines',
      details: { findings: errors },
    })
  }
  const encoded = encodeBundle(templates)
  const shown = templates.flatMap(({ artefact }) => assetNames(artefact))
  const assets = await writeAssets(context, configuration, { folder, names: shown })
  if (out === '-') {
    output.raw(encoded)
    if (assets !== undefined) output.note(assetsLine(context, assets))
    return exitCodes.ok
  }
  const path = resolve(cwd, out)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, encoded)
  output.result({
    kind: 'bundle',
    data: {
      file: path,
      bytes: encoded.byteLength,
      templates: templates.map(({ artefact: { name, hash, contract } }) => ({ name, hash, contract })),
      ...(assets && { assets }),
    },
    text: ({ paint }) => [
      `${relative(cwd, path)} ${paint('done', 'written')}  ${paint('dim', `${count(templates.length, 'template')}, ${sizeOf(encoded.byteLength)}`)}`,
      ...templates.map(({ artefact: { name, hash } }) => `  ${name} ${paint('dim', shortHash(hash))}`),
      ...(assets === undefined ? [] : [assetsLine(context, assets)]),
    ],
  })
  return exitCodes.ok
}
