import type { TemplateSource } from './source.js'

/**
 * Paths of the shared pieces that a template mentions by name, directly or through each other. By the text alone, so rather
 * one too many.
 */
export function usedPieces({ files, partials }: Pick<TemplateSource, 'files' | 'partials'>): readonly string[] {
  // Texts are looked up in catalogues by key: no name of a catalogue stands anywhere.
  const used = Object.keys(partials).filter((path) => path.startsWith('_locales/'))
  const texts = Object.values(files)
  const waiting = new Map(Object.entries(partials).filter(([path]) => !used.includes(path)))
  for (const text of texts) {
    for (const [path, piece] of waiting) {
      const short = path.replace(/^_(?:partials|layouts)\//, '').replace(/\.(?:liquid|html)$/, '')
      if (!text.includes(short)) continue
      waiting.delete(path)
      used.push(path)
      // The list grows while it is walked: pieces use pieces.
      texts.push(piece)
    }
  }
  return used
}
