import { linksOf } from './links.js'
import type { LintDocument } from './lint-document.js'
import type { MarkupAttribute } from './markup.js'
import { picturesOf } from './pictures.js'

/** Every address that a document links to, and then every one that it loads a picture from. */
export function addressesOf(document: LintDocument): readonly MarkupAttribute[] {
  return [
    ...linksOf(document).flatMap(({ href }) => href ?? []),
    ...picturesOf(document).flatMap((picture) => picture.attributeNode('src') ?? []),
  ]
}
