import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether a file is named as one that can be linted by itself. */
export const isMarkup = (file: string): boolean => /\.(?:mjml|html?)$/i.test(file)

/**
 * The MJML and HTML files below a folder, relative to it with `/`, in the order of their names. Not in `node_modules`,
 * not in hidden folders, and through no link to a folder.
 *
 * @throws where the folder itself cannot be read
 */
export async function findMarkup(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  const waiting = ['']
  for (const below of waiting) {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
      if (below === '') throw error
      // Somebody else's folder among ours hides no finding in the others.
      return []
    })
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) waiting.push(path)
      } else if (isMarkup(entry.name)) found.push(path)
    }
  }
  return found.sort()
}
