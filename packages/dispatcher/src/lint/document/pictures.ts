import { isDefault } from './ancestors.js'
import type { LintDocument } from './lint-document.js'
import type { MarkupElement } from './markup.js'

const pictures: ReadonlySet<string> = new Set(['img', 'mj-image', 'mj-carousel-image'])

/** Every picture that a document shows, in order. */
export function picturesOf(document: LintDocument): readonly MarkupElement[] {
  return document.elements().filter((element) => pictures.has(element.name) && !isDefault(element))
}

/** The name of the file behind a picture's address, without query; empty where there is none. */
export function fileNameOf(address: string): string {
  const [path = ''] = address.trim().split(/[?#]/, 1)
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
