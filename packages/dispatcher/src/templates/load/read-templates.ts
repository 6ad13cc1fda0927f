import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { Finding } from '../finding.js'
import { createFindings, type Findings } from '../source/findings.js'
import type { TemplateSource, Texts } from '../source.js'
import { readSource } from './read-source.js'

/** A template as it was found on disk. */
export interface ReadTemplate {
  readonly name: string
  /** Absent where template.yaml could not be read. */
  readonly source?: TemplateSource
  readonly findings: readonly Finding[]
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
  const read: ReadTemplate[] = []
  for (let from = 0; from < names.length; from += atOnce) {
    const some = names.slice(from, from + atOnce)
    read.push(...(await Promise.all(some.map((name) => readOne(folder, name, shared)))))
  }
  return read
}

/** Templates that are read at once: enough to keep the disk busy, far below what a process may hold open. */
const atOnce = 16

/** Reads one template of a folder, with the pieces that all of them share. */
export async function readTemplate(folder: string, name: string): Promise<ReadTemplate> {
  return readOne(folder, name, await readShared(folder))
}

interface Shared {
  readonly texts: Texts
  readonly findings: readonly Finding[]
}

async function readShared(folder: string): Promise<Shared> {
  const findings = createFindings('')
  const texts = await Promise.all([
    readTexts(folder, '_layouts', ['.mjml'], findings),
    readTexts(folder, '_partials', ['.mjml', '.liquid'], findings),
    readTexts(folder, '_locales', catalogueEndings, findings),
  ])
  return { texts: Object.fromEntries(texts.flat()), findings: findings.list() }
}

async function readOne(folder: string, name: string, shared: Shared): Promise<ReadTemplate> {
  const findings = createFindings(name)
  if (!nameForm.test(name)) {
    findings.add(
      'TPL009',
      { file: name, line: 1, column: 1 },
      `the folder name ${JSON.stringify(name)} is no template name`,
      'use small letters, digits and single hyphens, as order-shipped',
    )
    return { name, findings: findings.list() }
  }
  const [yaml, bodies, catalogues, sampleFiles] = await Promise.all([
    readSource(folder, `${name}/template.yaml`, findings),
    readTexts(folder, name, ['.mjml', '.liquid'], findings),
    readTexts(folder, `${name}/locales`, catalogueEndings, findings),
    readTexts(folder, `${name}/samples`, ['.json'], findings),
  ])
  const below = ([path, text]: readonly [string, string]) => [path.slice(name.length + 1), text] as const
  const files: Texts = Object.fromEntries([...bodies, ...catalogues].map(below))
  const samples: Texts = Object.fromEntries(
    sampleFiles.map(([path, text]) => [path.slice(`${name}/samples/`.length, -'.json'.length), text]),
  )
  const all = [...shared.findings.map((finding) => ({ ...finding, template: name })), ...findings.list()]
  if (yaml === undefined) return { name, findings: all }
  return { name, source: { name, yaml, files, partials: shared.texts, samples }, findings: all }
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
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory() && endings.some((ending) => entry.name.endsWith(ending)))
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return []
    throw error
  }
}
