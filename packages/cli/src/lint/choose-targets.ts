import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import type { Configuration } from '@tidings/dispatcher/config'

import type { CommandContext } from '../command.js'
import { CliError } from '../errors/cli-error.js'
import { unknownName } from '../errors/unknown-name.js'
import { findLoose, isTemplateFolder, type LooseTemplates } from './find-loose.js'

/** What `tidings lint` is asked to look at. */
export interface LintTargets {
  /** Names of templates of the project; undefined: all; empty: none. */
  readonly names: readonly string[] | undefined
  /** Templates outside of the project's, or where there is none. */
  readonly loose: readonly LooseTemplates[]
  /** Files outside of the project's templates: relative to a folder that none may lead out of. */
  readonly files: readonly { readonly folder: string; readonly paths: readonly string[] }[]
  readonly stdin: boolean
}

/**
 * Sorts what was typed into templates, files and stdin. A path below the templates folder means its template, a shared
 * piece all of them. Of another folder it is the templates in it, and every MJML and HTML file that belongs to none.
 *
 * @param configuration undefined where there is no project
 * @throws CliError `not-found` where something is neither a template nor a path
 */
export async function chooseTargets(
  { cwd }: CommandContext,
  typed: readonly string[],
  configuration: Configuration | undefined,
): Promise<LintTargets> {
  if (typed.length === 0) return { names: undefined, loose: [], files: [], stdin: false }
  const [{ templateNames }, { isMarkup }] = await Promise.all([
    import('@tidings/dispatcher/templates'),
    import('@tidings/dispatcher/lint'),
  ])
  const folder = configuration?.templates
  const known = folder === undefined ? [] : await templateNames(folder).catch((): readonly string[] => [])
  const names = new Set<string>()
  const files: { folder: string; paths: readonly string[] }[] = []
  const loose: LooseTemplates[] = []
  let all = false
  for (const word of typed.filter((each) => each !== '-')) {
    if (known.includes(word)) {
      names.add(word)
      continue
    }
    const path = resolve(cwd, word)
    const entry = await stat(path).catch(() => undefined)
    if (entry === undefined) throw await notFound(word, known, folder)
    const inside = folder === undefined ? undefined : below(folder, path)
    const [name = ''] = inside?.split(sep) ?? []
    if (inside !== undefined) {
      if (known.includes(name)) names.add(name)
      else all = true
    } else if (entry.isDirectory()) {
      const found = await findLoose(path)
      if (found.templates.some((each) => each.folder === folder)) all = true
      loose.push(...found.templates.filter((each) => each.folder !== folder))
      files.push({ folder: path, paths: found.files })
    } else if (await isTemplateFolder(dirname(path))) {
      loose.push({ folder: dirname(dirname(path)), names: [basename(dirname(path))] })
    } else if (isMarkup(path)) files.push(await alone(path))
    else
      throw new CliError('not-found', `${word} is neither MJML nor HTML`, { hint: 'their names end in .mjml or .html' })
  }
  return { names: all ? undefined : [...names], loose, files, stdin: typed.includes('-') }
}

/** The path from a folder to something in it; undefined where it lies elsewhere, empty for the folder itself. */
function below(folder: string, path: string): string | undefined {
  const from = relative(folder, path)
  return from === '..' || from.startsWith(`..${sep}`) || resolve(from) === from ? undefined : from
}

/** A file that was named is read wherever a link in its place leads. */
async function alone(path: string): Promise<LintTargets['files'][number]> {
  const real = await realpath(path)
  return { folder: dirname(real), paths: [basename(real)] }
}

function notFound(word: string, known: readonly string[], folder: string | undefined): Promise<CliError> {
  const isPath = /[/\\.]/.test(word)
  const what = isPath ? `there is no file or folder ${word}` : `there is no template \`${word}\``
  const hint =
    known.length > 0
      ? `templates here: ${known.join(', ')}`
      : folder === undefined
        ? 'name an .mjml or .html file, a folder, or - for stdin'
        : `${folder} has no templates; \`tidings init\` brings one`
  return unknownName(what, word, known, hint)
}
