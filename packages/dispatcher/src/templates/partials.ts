import { canonicalLocale, localeChain } from '../render/locale.js'
import { spellAssets } from './assets/spell-assets.js'
import type { Partials } from './language/parse-context.js'
import type { Findings } from './source/findings.js'
import { fileText, type MappedText } from './source/mapped-text.js'
import type { TemplateSource } from './source.js'

/** Bodies of channels: what is not one of them is a partial of the template. */
const body = /^(email|sms|push)(\.text)?(?:\.([A-Za-z0-9-]+))?\.(liquid|mjml|html)$/

/** What pieces are read for. */
export interface PieceContext {
  readonly findings: Findings
  /** Whose pieces go before the shared ones. Absent: nobody's. */
  readonly brand?: string | undefined
}

/** Partials that `{% render %}` finds: first the template's own, then the brand's, then the shared ones. */
export function createPartials(source: TemplateSource, context: PieceContext): Partials {
  const layers = [
    piecesOf(source, context).filter(({ path }) => path.startsWith('_partials/')),
    Object.entries(source.files)
      .filter(([file]) => /\.(?:liquid|html)$/.test(file) && !body.test(file))
      .map(([file, text]) => {
        const path = `${source.name}/${file}`
        return { path, text: spellAssets(fileText(path, text), context.findings) }
      }),
  ]
  const found = new Map<string, MappedText>()
  const twice = new Set<string>()
  for (const layer of layers) {
    const here = new Set<string>()
    for (const { path, text } of layer) {
      const name = /^[^/]+\/(.+)\.(?:liquid|html)$/.exec(path)?.[1]
      if (name === undefined) continue
      if (here.has(name)) twice.add(name)
      else twice.delete(name)
      here.add(name)
      found.set(name, text)
    }
  }
  return {
    find: (name) => found.get(name),
    names: [...found.keys()],
    isMarkup: (name) => found.get(name)?.placeAt(0).file.endsWith('.html') ?? false,
    isTwice: (name) => twice.has(name),
  }
}

/** Pieces that `<mj-include>` finds, by the path as it may be written. */
export function createIncludes(source: TemplateSource, context: PieceContext): ReadonlyMap<string, MappedText> {
  const found = new Map<string, MappedText>()
  for (const { path, text: piece } of piecesOf(source, context)) {
    if (!path.endsWith('.mjml')) continue
    found.set(path, piece)
    const short = path.replace(/^_(?:partials|layouts)\//, '')
    if (!found.has(short) || path.startsWith('_partials/')) found.set(short, piece)
  }
  for (const [file, text] of Object.entries(source.files)) {
    if (file.endsWith('.mjml') && !body.test(file)) {
      found.set(file, spellAssets(fileText(`${source.name}/${file}`, text), context.findings))
    }
  }
  return found
}

/** Shared pieces by the path as templates write it, each as the brand has it. */
function piecesOf(
  { partials, brands }: TemplateSource,
  { brand, findings }: PieceContext,
): readonly { readonly path: string; readonly text: MappedText }[] {
  const own = brand === undefined ? {} : (brands?.[brand]?.partials ?? {})
  return Object.entries({ ...partials, ...own })
    .filter(([path]) => !path.startsWith('_locales/'))
    .map(([path, text]) => {
      const file = Object.hasOwn(own, path) ? `_brands/${brand}/${path}` : path
      return { path, text: spellAssets(fileText(file, text), findings) }
    })
}

/**
 * Bodies that no locale and channel of the template comes to: a misspelt name, a language that is not listed, a channel that
 * takes no such file. By file, with the locale in its name.
 */
export function strayBodies(
  source: TemplateSource,
  locales: readonly string[],
  channels: readonly string[],
): readonly string[] {
  const chains = new Set(locales.flatMap(localeChain))
  return Object.keys(source.files).filter((file) => {
    const [, channel = '', text, locale, ending] = body.exec(file) ?? []
    if (channel === '') return false
    const isMarkup = channel === 'email' && text === undefined
    if (!channels.includes(channel) || isMarkup !== (ending !== 'liquid')) return true
    return locale !== undefined && !chains.has(locale)
  })
}

/** A body in the best language there is, by the chain of the locale: `sms.de-AT.liquid`, `sms.de.liquid`, `sms.liquid`. */
export interface Body {
  readonly text: MappedText
  /** The locale that the text is written in: one of the template's, or a language of it. */
  readonly locale: string
}

/**
 * @param stem as `sms`
 * @param ending as `.liquid`
 * @param usual the template's default locale, in which the file without a locale is written
 */
export function findBody(
  source: TemplateSource,
  stem: string,
  ending: string,
  locale: string,
  usual: string,
): Body | undefined {
  const body = (file: string, written: string): Body | undefined => {
    const text = Object.hasOwn(source.files, file) ? source.files[file] : undefined
    return text === undefined ? undefined : { text: fileText(`${source.name}/${file}`, text), locale: written }
  }
  for (const tag of localeChain(locale)) {
    const found = body(`${stem}.${tag}${ending}`, tag)
    if (found !== undefined) return found
  }
  return body(`${stem}${ending}`, canonicalLocale(usual) ?? usual) ?? body(`${stem}.${usual}${ending}`, usual)
}
