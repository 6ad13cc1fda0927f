import { type BrandSettings, withAssetBase } from '@tidings/dispatcher/config'
import { readAssetFiles } from '@tidings/dispatcher/templates'

/** The pictures of a project. */
export interface ProjectPictures {
  /** Files, relative to the templates folder, by what follows an address where they are served. */
  readonly files: ReadonlyMap<string, string>
  /** Another one each time that one of them may have been saved: a browser keeps what it has of a version. */
  readonly version: string
}

/** Of a project without pictures. */
export const noPictures: ProjectPictures = { files: new Map(), version: '' }

/**
 * Finds the files that the pictures of a project come from: by their names with a hash, and the shared ones by their plain
 * paths too, which templates may name below an address of their own.
 */
export async function listPictures(templates: string): Promise<ProjectPictures> {
  const named = await readAssetFiles(templates).catch(() => new Map<string, string>())
  const plain = [...named.values()].flatMap((file) =>
    file.startsWith('_assets/') ? [[file.slice(8), file] as const] : [],
  )
  return { files: new Map([...plain, ...named]), version: Date.now().toString(36) }
}

/**
 * HTML whose pictures come from the project's folders where they lie there: addresses that start with the `assetBase` of a
 * brand, or an address among its variables, and go on with the name of a picture.
 */
export function withProjectPictures(
  html: string,
  brands: readonly BrandSettings[],
  { files, version }: ProjectPictures,
): string {
  let shown = html
  for (const base of new Set(brands.flatMap(basesOf))) {
    const start = base.replace(/\/+$/, '').replace(/[\\^$.|?+*()[\]{}]/g, '\\$&')
    shown = shown.replace(new RegExp(`${start}/([\\w./%~@+-]+)`, 'g'), (whole, path: string) =>
      files.has(path) ? `/assets/${path}?v=${version}` : whole,
    )
  }
  return shown
}

function basesOf(brand: BrandSettings): readonly string[] {
  return [withAssetBase(brand).assetBase, ...Object.values(brand.variables).filter((each) => /^https?:\/\//.test(each))]
}
