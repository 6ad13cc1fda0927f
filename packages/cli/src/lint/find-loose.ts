import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'

/** Templates that belong to no project, and the folder that they stand in with the pieces that they share. */
export interface LooseTemplates {
  readonly folder: string
  readonly names: readonly string[]
}

/** What lies below a folder outside of any project. */
export interface LooseFolder {
  readonly templates: readonly LooseTemplates[]
  /** MJML and HTML files that belong to none of them, relative to the folder with `/`. */
  readonly files: readonly string[]
}

/** Whether a folder is a template: other programs call files `template.yaml`, too. */
export async function isTemplateFolder(folder: string): Promise<boolean> {
  const yaml = await readFile(join(folder, 'template.yaml'), 'utf8').catch(() => '')
  return /^["']?(?:channels|lane|category)["']?\s*:/m.test(yaml)
}

/**
 * Sorts what lies below a folder into templates and files. Not in `node_modules`, not in hidden folders, and through no link
 * to a folder.
 *
 * @throws where the folder itself cannot be read
 */
export async function findLoose(folder: string): Promise<LooseFolder> {
  const { isMarkup } = await import('@tidings/dispatcher/lint')
  const names = new Map<string, string[]>()
  const files: string[] = []
  if (await isTemplateFolder(folder)) names.set(dirname(folder), [basename(folder)])
  const waiting = names.size > 0 ? [] : [folder]
  for (const here of waiting) {
    const entries = await readdir(here, { withFileTypes: true }).catch((error: unknown) => {
      if (here === folder) throw error
      // Somebody else's folder among ours hides no finding in the others.
      return []
    })
    const folders: string[] = []
    for (const { name } of entries.filter((entry) => entry.isDirectory())) {
      if (name === 'node_modules' || name.startsWith('.')) continue
      if (await isTemplateFolder(join(here, name))) names.set(here, [...(names.get(here) ?? []), name])
      else folders.push(name)
    }
    // Shared pieces are looked at with the templates that use them.
    waiting.push(...folders.filter((name) => !names.has(here) || !name.startsWith('_')).map((name) => join(here, name)))
    for (const entry of entries) {
      if (entry.isDirectory() || !isMarkup(entry.name)) continue
      files.push(relative(folder, join(here, entry.name)).replaceAll(sep, '/'))
    }
  }
  return {
    templates: [...names].map(([at, found]) => ({ folder: at, names: found.sort() })),
    files: files.sort(),
  }
}
