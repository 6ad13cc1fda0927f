import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import type { Configuration } from '@tidings/dispatcher/config'

import type { CommandContext } from '../command.js'
import { CliError } from '../errors/cli-error.js'
import { count, bytes as sizeOf } from '../output/words.js'

/** A folder that has to be served where brands say that it is. */
export interface WrittenAssets {
  /** Absolute path. */
  readonly folder: string
  readonly files: number
  readonly bytes: number
  /** Files that were not there before. */
  readonly added: number
  /** Where brands say that it is served. */
  readonly bases: readonly string[]
}

/** What to write, and where. */
export interface AssetOrder {
  /** Default: `.tidings/assets` beside tidings.yaml. */
  readonly folder: string | undefined
  /** Names below `assetBase`, of all templates. */
  readonly names: readonly string[]
}

/**
 * Writes the files that templates show, each under the name with its hash; what is there already stays as it is, and what
 * nobody shows any more too, because mails that were sent show it. Nothing is written where no template shows any.
 *
 * @throws CliError `findings` where a file was changed while templates were compiled
 */
export async function writeAssets(
  { cwd }: CommandContext,
  { templates, file, brands }: Configuration,
  { folder, names }: AssetOrder,
): Promise<WrittenAssets | undefined> {
  const wanted = [...new Set(names)].sort()
  if (wanted.length === 0) return undefined
  const target = folder === undefined ? join(dirname(file), '.tidings/assets') : resolve(cwd, folder)
  const { readAssetFiles } = await import('@tidings/dispatcher/templates')
  const files = await readAssetFiles(templates)
  let bytes = 0
  let added = 0
  for (const name of wanted) {
    const source = files.get(name)
    if (source === undefined) {
      throw new CliError('findings', `${name} was changed or deleted while the templates were compiled`, {
        hint: 'run the command again',
      })
    }
    const content = await readFile(join(templates, source))
    bytes += content.byteLength
    if (await writeOnce(join(target, ...name.split('/').map(decodeURIComponent)), content)) added += 1
  }
  const bases = [...new Set(Object.values(brands).flatMap(({ assetBase }) => assetBase ?? []))]
  return { folder: target, files: wanted.length, bytes, added, bases }
}

/** What to do with the folder, in a line. */
export function assetsLine({ cwd }: Pick<CommandContext, 'cwd'>, written: WrittenAssets): string {
  const { folder, files, bytes, added, bases } = written
  const where =
    bases.length === 0 ? 'to where it is served, and name that as assetBase of the brands' : `to ${bases.join(' and ')}`
  const news = added === 0 ? 'none of them new' : `${added} new`
  return `upload ${relative(cwd, folder) || '.'} ${where}: ${count(files, 'file')}, ${sizeOf(bytes)}, ${news}`
}

/** Answers whether it was written. The name says what is in it, so that the size tells a file that was cut off. */
async function writeOnce(path: string, content: Uint8Array): Promise<boolean> {
  const known = await stat(path).catch(() => undefined)
  if (known?.isFile() === true && known.size === content.byteLength) return false
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, content)
  await rename(temporary, path)
  return true
}
