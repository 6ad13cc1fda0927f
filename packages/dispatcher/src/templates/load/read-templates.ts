import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { idleAssets } from '../assets/idle-assets.js'
import type { Finding } from '../finding.js'
import { createFindings, type Findings } from '../source/findings.js'
import { didYouMean } from '../source/nearest.js'
import type { BrandSource, TemplateSource, Texts } from '../source.js'
import { readAssets } from './read-assets.js'
import { readSource } from './read-source.js'

/** A template as it was found on disk. */
export interface ReadTemplate {
  readonly name: string
  /** Absent where template.yaml could not be read. */
  readonly source?: TemplateSource
  readonly findings: readonly Finding[]
  /** Files of `_assets/` that no template names. Only of the first template, and only where all were read. */
  readonly idleAssets?: readonly string[]
}

/** Catalogues end in .yaml; one that ends otherwise is read to say so. */
const catalogueEndings: readonly string[] = ['.yaml', '.yml', '.json']

/** A template's name: a folder, a part of ids and addresses. */
const nameForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Names of the templates in a folder, sorted: its folders but those that start with `_` or `.`. */
export async function templateNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !/^[._]/.test(entry.name))
    .map(({ name }) => name)
    .sort()
}

/**
 * Reads all templates of a folder. What cannot be read is a finding of its template and hides no other.
 * @throws where the folder itself cannot be read
 */
export async function readTemplates(folder: string): Promise<readonly ReadTemplate[]> {
  const [names, shared] = await Promise.all([templateNames(folder), readShared(folder)])
  const read = await readEach(names, (name) => readOne(folder, name, shared))
  const idle = idleAssets(read.flatMap(({ source }) => source ?? []))
  const [first, ...others] = read
  return first === undefined || idle.length === 0 ? read : [{ ...first, idleAssets: idle }, ...others]
}

/**
 * Reads template.yaml of all templates of a folder and nothing else, which is all that contracts depend on: a body that
 * cannot be read keeps none back.
 * @throws where the folder itself cannot be read
 */
export async function readDefinitions(folder: string): Promise<readonly ReadTemplate[]> {
  return readEach(await templateNames(folder), async (name) => {
    const findings = createFindings(name)
    const yaml = isName(name, findings) ? await readSource(folder, `${name}/template.yaml`, findings) : undefined
    const source = yaml === undefined ? {} : { source: { name, yaml, files: {}, partials: {}, samples: {} } }
    return { name, ...source, findings: findings.list() }
  })
}

async function readEach(
  names: readonly string[],
  read: (name: string) => Promise<ReadTemplate>,
): Promise<readonly ReadTemplate[]> {
  const all: ReadTemplate[] = []
  for (let from = 0; from < names.length; from += atOnce) {
    all.push(...(await Promise.all(names.slice(from, from + atOnce).map(read))))
  }
  return all
}

/** Templates that are read at once: enough to keep the disk busy, far below what a process may hold open. */
const atOnce = 16

/** Reads one template of a folder, with the pieces that all of them share. */
export async function readTemplate(folder: string, name: string): Promise<ReadTemplate> {
  return readOne(folder, name, await readShared(folder))
}

/** What all templates of a folder share. */
interface Shared extends Pick<TemplateSource, 'partials' | 'assets' | 'brands'> {
  readonly findings: readonly Finding[]
}

/** Folders of shared pieces, and the endings of what is one. */
const pieceFolders = [
  ['_layouts', ['.mjml']],
  ['_partials', ['.mjml', '.html', '.liquid']],
] as const

async function readShared(folder: string): Promise<Shared> {
  const findings = createFindings('')
  const kinds = [...pieceFolders, ['_locales', catalogueEndings]] as const
  const [partials, assets, names] = await Promise.all([
    readPieces(folder, '', kinds, findings),
    readAssets(folder, '_assets', findings),
    foldersIn(join(folder, '_brands')),
  ])
  const brands: Record<string, BrandSource> = {}
  for (const brand of names) {
    const below = `_brands/${brand}`
    await checkBrandFolder(folder, below, findings)
    brands[brand] = {
      partials: await readPieces(folder, `${below}/`, pieceFolders, findings),
      assets: await readAssets(folder, `${below}/_assets`, findings),
    }
  }
  return {
    partials,
    ...(Object.keys(assets).length === 0 ? {} : { assets }),
    ...(Object.keys(brands).length === 0 ? {} : { brands }),
    findings: findings.list(),
  }
}

/** What lies in the folder of a brand and is read by nobody would be an override that does nothing. */
async function checkBrandFolder(folder: string, below: string, findings: Findings): Promise<void> {
  const known = [...pieceFolders.map(([name]): string => name), '_assets']
  for (const { name } of await entriesOf(join(folder, below))) {
    if (known.includes(name) || name.startsWith('.')) continue
    findings.add(
      'TPL009',
      { file: `${below}/${name}`, line: 1, column: 1 },
      `a brand has no ${name} of its own${didYouMean(name, known)}`,
      `its folder may hold ${known.join(', ')}`,
    )
  }
}

/** Shared pieces by the path as templates name them: without the `start` of a brand. */
async function readPieces(
  folder: string,
  start: string,
  kinds: readonly (readonly [below: string, endings: readonly string[]])[],
  findings: Findings,
): Promise<Texts> {
  const read = await Promise.all(
    kinds.map(([below, endings]) => readTexts(folder, `${start}${below}`, endings, findings)),
  )
  return Object.fromEntries(read.flat().map(([path, text]) => [path.slice(start.length), text]))
}

async function readOne(folder: string, name: string, shared: Shared): Promise<ReadTemplate> {
  const findings = createFindings(name)
  if (!isName(name, findings)) return { name, findings: findings.list() }
  const [yaml, bodies, catalogues, sampleFiles] = await Promise.all([
    readSource(folder, `${name}/template.yaml`, findings),
    readTexts(folder, name, ['.mjml', '.html', '.liquid'], findings),
    readTexts(folder, `${name}/locales`, catalogueEndings, findings),
    readTexts(folder, `${name}/samples`, ['.json'], findings),
  ])
  const below = ([path, text]: readonly [string, string]) => [path.slice(name.length + 1), text] as const
  const files: Texts = Object.fromEntries([...bodies, ...catalogues].map(below))
  const samples: Texts = Object.fromEntries(
    sampleFiles.map(([path, text]) => [path.slice(`${name}/samples/`.length, -'.json'.length), text]),
  )
  const { findings: sharedFindings, ...pieces } = shared
  const all = [...sharedFindings.map((finding) => ({ ...finding, template: name })), ...findings.list()]
  if (yaml === undefined) return { name, findings: all }
  return { name, source: { name, yaml, files, ...pieces, samples }, findings: all }
}

/** Whether a folder's name can be that of a template; a finding where it cannot. */
function isName(name: string, findings: Findings): boolean {
  if (nameForm.test(name)) return true
  findings.add(
    'TPL009',
    { file: name, line: 1, column: 1 },
    `the folder name ${JSON.stringify(name)} is no template name`,
    'use small letters, digits and single hyphens, as order-shipped',
  )
  return false
}

/** Names of the folders in one, sorted. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(folder)
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
}

/** Paths below the folder of the files with one of the endings, sorted, each with its text; read at once. */
async function readTexts(
  folder: string,
  below: string,
  endings: readonly string[],
  findings: Findings,
): Promise<readonly (readonly [path: string, text: string])[]> {
  const names = await filesIn(join(folder, below), endings)
  const read = names.map(async (name) => {
    const path = `${below}/${name}`
    const text = await readSource(folder, path, findings)
    return text === undefined ? [] : [[path, text] as const]
  })
  return (await Promise.all(read)).flat()
}

/** Names of the files with one of the endings, sorted; none where there is no such folder. */
async function filesIn(folder: string, endings: readonly string[]): Promise<readonly string[]> {
  const entries = await entriesOf(folder)
  return entries
    .filter((entry) => !entry.isDirectory() && endings.some((ending) => entry.name.endsWith(ending)))
    .map(({ name }) => name)
    .sort()
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return []
    throw error
  }
}
