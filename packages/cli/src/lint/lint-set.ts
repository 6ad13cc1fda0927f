import { readFile, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { LintedTemplate, Located } from '@tidings/dispatcher/lint'
import type { Finding } from '@tidings/dispatcher/templates'

/** What was linted together: the findings name files below one folder. */
export interface LintSet {
  readonly folder: string
  readonly linted: readonly LintedTemplate[]
  /** What is no file: stdin. */
  readonly texts?: Readonly<Record<string, string>>
}

/**
 * All findings with their source lines.
 *
 * @param root of the repository, where other programs look for files
 */
export async function showFindings(sets: readonly LintSet[], root: string): Promise<readonly Located[]> {
  const located: Located[] = []
  for (const { folder, linted, texts = {} } of sets) {
    const lines = new Map<string, readonly string[]>()
    const lineOf = async ({ file, line }: Finding): Promise<string> => {
      const known = lines.get(file)
      if (known !== undefined) return known[line - 1] ?? ''
      const text = texts[file] ?? (await readInside(folder, file))
      const read = text.split(/\r?\n/)
      lines.set(file, read)
      return read[line - 1] ?? ''
    }
    for (const finding of linted.flatMap(({ findings }) => findings)) {
      const path = relative(root, join(folder, finding.file)).replaceAll(sep, '/')
      located.push({
        finding,
        path: Object.hasOwn(texts, finding.file) ? finding.file : path,
        line: await lineOf(finding),
      })
    }
  }
  return located
}

/** Nothing of a file that a link outside of the folder leads to is shown, nor of what is no file. */
async function readInside(folder: string, file: string): Promise<string> {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, file))])
    const inside = real.startsWith(root.endsWith(sep) ? root : root + sep)
    return inside && (await stat(real)).isFile() ? await readFile(real, 'utf8') : ''
  } catch {
    return ''
  }
}
