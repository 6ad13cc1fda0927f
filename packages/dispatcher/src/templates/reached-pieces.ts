import type { TemplateSource } from './source.js'

/** Bodies, which are sent; every other file of a template is a piece, or a catalogue. */
const body = /^(?:email(?:\.text)?|sms|push)(?:\.[A-Za-z0-9-]+)?\.(?:liquid|mjml|html)$/

/** Pieces of a template that something of it is made of. */
export interface ReachedPieces {
  /** Paths of shared ones, as `_partials/address.liquid`; all shared catalogues, whose texts are looked up by key. */
  readonly shared: readonly string[]
  /** Own files that are pieces and reached, as `address.mjml`. */
  readonly own: readonly string[]
  /** Own files that are pieces, and that nothing of the template comes to. */
  readonly unreached: readonly string[]
}

/**
 * The pieces that the bodies and slots of a template name, directly or through each other. By the text alone, as
 * `<mj-include>` and `{% render %}` have them: in quotes, with or without folder.
 */
export function reachedPieces({
  yaml,
  files,
  partials,
}: Pick<TemplateSource, 'yaml' | 'files' | 'partials'>): ReachedPieces {
  const names = Object.keys(files)
  const texts = [yaml, ...names.filter((file) => body.test(file)).map((file) => files[file] ?? '')]
  const catalogues = Object.keys(partials).filter((path) => path.startsWith('_locales/'))
  const waitingOwn = new Set(names.filter((file) => !body.test(file) && !file.startsWith('locales/')))
  const waitingShared = new Set(Object.keys(partials).filter((path) => !path.startsWith('_locales/')))
  const own: string[] = []
  const shared: string[] = []
  // The list grows while it is walked: pieces use pieces.
  for (const text of texts) {
    for (const [waiting, reached, contents] of [
      [waitingOwn, own, files],
      [waitingShared, shared, partials],
    ] as const) {
      for (const path of waiting) {
        if (!namesPiece(text, path)) continue
        waiting.delete(path)
        reached.push(path)
        texts.push(contents[path] ?? '')
      }
    }
  }
  return { shared: [...catalogues, ...shared], own, unreached: [...waitingOwn] }
}

function namesPiece(text: string, path: string): boolean {
  const short = path.replace(/^_(?:partials|layouts)\//, '')
  return [path, short, short.replace(/\.(?:liquid|html)$/, '')].some((name) =>
    ['"', "'"].some((quote) => text.includes(`${quote}${name}${quote}`) || text.includes(`${quote}./${name}${quote}`)),
  )
}
