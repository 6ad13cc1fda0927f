import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** Folder of the pictures, below the templates folder. */
export const picturesFolder = '_assets'

/** Paths of all pictures of the project, relative to their folder, with `/`. */
export async function listPictures(templates: string): Promise<ReadonlySet<string>> {
  const folder = join(templates, picturesFolder)
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return new Set(names.map((name) => name.split(sep).join('/')))
}

/**
 * HTML whose pictures come from the project's folder where they lie there: addresses that start with one of the brand's
 * own addresses, as `asset_base`, and go on with the path of a picture.
 */
export function withProjectPictures(
  html: string,
  variables: Readonly<Record<string, string>>,
  pictures: ReadonlySet<string>,
): string {
  let shown = html
  for (const base of Object.values(variables)) {
    if (!/^https?:\/\//.test(base)) continue
    const start = base.replace(/\/+$/, '').replace(/[\\^$.|?+*()[\]{}]/g, '\\$&')
    shown = shown.replace(new RegExp(`${start}/([\\w./-]+)`, 'g'), (whole, path: string) =>
      pictures.has(path) ? `/assets/${path}` : whole,
    )
  }
  return shown
}
