import { type BrandSettings, withAssetBase } from '@tidings/dispatcher/config'
import { readAssetFiles } from '@tidings/dispatcher/templates'

/** Files of the project, relative to the templates folder, by what follows an address where they are served. */
export type ProjectPictures = ReadonlyMap<string, string>

/**
 * Files that the pictures of the project come from: by their names with a hash, and the shared ones by their plain paths too,
 * which templates may name below an address of their own.
 */
export async function listPictures(templates: string): Promise<ProjectPictures> {
  const files = await readAssetFiles(templates).catch(() => new Map<string, string>())
  const plain = [...files.values()].flatMap((file) =>
    file.startsWith('_assets/') ? [[file.slice(8), file] as const] : [],
  )
  return new Map([...plain, ...files])
}

/**
 * HTML whose pictures come from the project's folders where they lie there: addresses that start with the `assetBase` of a
 * brand, or an address among its variables, and go on with the name of a picture.
 */
export function withProjectPictures(html: string, brands: readonly BrandSettings[], pictures: ProjectPictures): string {
  let shown = html
  for (const base of new Set(brands.flatMap(basesOf))) {
    const start = base.replace(/\/+$/, '').replace(/[\\^$.|?+*()[\]{}]/g, '\\$&')
    shown = shown.replace(new RegExp(`${start}/([\\w./%~@+-]+)`, 'g'), (whole, path: string) =>
      pictures.has(path) ? `/assets/${path}` : whole,
    )
  }
  return shown
}

function basesOf(brand: BrandSettings): readonly string[] {
  return [withAssetBase(brand).assetBase, ...Object.values(brand.variables).filter((each) => /^https?:\/\//.test(each))]
}
