import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** Folder of the pictures, below the templates folder. */
export const picturesFolder = '_assets'

/** The pictures of a project. */
export interface ProjectPictures {
  /** Relative to their folder, with `/`. */
  readonly paths: ReadonlySet<string>
  /** Another one each time that one of them may have been saved: a browser keeps what it has of a version. */
  readonly version: string
}

/** Of a project without pictures. */
export const noPictures: ProjectPictures = { paths: new Set(), version: '' }

/** Finds all pictures of the project. */
export async function listPictures(templates: string): Promise<ProjectPictures> {
  const folder = join(templates, picturesFolder)
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return { paths: new Set(names.map((name) => name.split(sep).join('/'))), version: Date.now().toString(36) }
}

/**
 * HTML whose pictures come from the project's folder where they lie there: addresses that start with one of the brand's
 * own addresses, as `asset_base`, and go on with the path of a picture.
 */
export function withProjectPictures(
  html: string,
  variables: Readonly<Record<string, string>>,
  { paths, version }: ProjectPictures,
): string {
  let shown = html
  for (const base of Object.values(variables)) {
    if (!/^https?:\/\//.test(base)) continue
    const start = base.replace(/\/+$/, '').replace(/[\\^$.|?+*()[\]{}]/g, '\\$&')
    shown = shown.replace(new RegExp(`${start}/([\\w./-]+)`, 'g'), (whole, path: string) =>
      paths.has(path) ? `/assets/${path}?v=${version}` : whole,
    )
  }
  return shown
}
