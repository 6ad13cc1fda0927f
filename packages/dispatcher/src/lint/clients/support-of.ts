import { defaultMailClients } from '../../config/mail-clients.js'
import type { SourcePlace } from '../../templates/source/mapped-text.js'
import type { LintDocument } from '../document/lint-document.js'
import type { MarkupElement } from '../document/markup.js'
import { stylesOf } from '../document/read-styles.js'
import type { Style } from '../document/style.js'
import { type ClientFeature, type ClientSupport, clientFeature } from './client-support.js'

/** A feature that templates use, and what each client does with it. */
export interface SupportRow {
  /** Its name at caniemail.com, as `css-display-flex`. */
  readonly feature: string
  readonly url: string
  /** How it is written in the first place, as `display:flex`. */
  readonly form: string
  readonly first: SourcePlace
  readonly uses: number
  /** In the order of the clients asked about. */
  readonly support: readonly ClientSupport[]
}

interface Use {
  readonly form: string
  readonly at: number
}

function* usesOfStyle({ blocks, atRules }: Style): Generator<Use> {
  for (const { name, prelude, begin } of atRules) {
    yield { form: `@${name}`, at: begin }
    if (name !== 'media') continue
    for (const [, feature = ''] of prelude.matchAll(/\(\s*([a-z-]+)/gi)) {
      yield { form: `@media(${feature.toLowerCase()})`, at: begin }
    }
  }
  for (const { selectors, nested, declarations, begin } of blocks) {
    if (nested && selectors.length > 0) yield { form: '&', at: begin }
    for (const selector of selectors) for (const form of selector.parts) yield { form, at: selector.begin }
    for (const { property, functions, units, words, important, begin: at } of declarations) {
      yield { form: `${property}:`, at }
      for (const word of words) {
        yield { form: `${property}:${word}`, at }
        yield { form: `=${word}`, at }
      }
      for (const name of functions) yield { form: `${name}()`, at }
      for (const unit of units) yield { form: `0${unit}`, at }
      if (important) yield { form: '!important', at }
    }
  }
}

function* usesOfElement({ name, attributes, begin, attribute }: MarkupElement): Generator<Use> {
  // What MJML makes of its own elements is its business.
  if (name.startsWith('mj')) return
  yield { form: `<${name}>`, at: begin }
  for (const kind of ['type', 'rel', 'name']) {
    const value = attribute(kind)?.toLowerCase()
    if (value !== undefined) yield { form: `<${name} ${kind}=${value}>`, at: begin }
  }
  for (const each of attributes) yield { form: `${each.name}=`, at: each.begin }
}

function* usesOfImage({ attributeNode }: MarkupElement): Generator<Use> {
  const source = attributeNode('src')
  const form = source === undefined ? undefined : imageForm(source.value)
  if (source !== undefined && form !== undefined) yield { form, at: source.valueBegin }
}

/** How the data calls the format of a picture: by the ending of its address, or by being the picture itself. */
export function imageForm(address: string): string | undefined {
  if (/^\s*data:image\//i.test(address)) return 'data:image'
  const [, ending] = /\.([a-z0-9]{2,5})\s*(?:[?#].*)?$/is.exec(address) ?? []
  return ending === undefined ? undefined : `.${ending.toLowerCase()}`
}

/**
 * What the documents of a mail use of CSS, HTML and image formats, of which caniemail.com knows, and what the clients do
 * with it: the features that fewest of them support first. For people: rules report only what breaks a mail.
 */
export function supportOf(
  documents: readonly LintDocument[],
  clients: readonly string[] = defaultMailClients,
): readonly SupportRow[] {
  const rows = new Map<string, SupportRow>()
  for (const document of documents) {
    for (const { form, at } of usesIn(document)) {
      const feature: ClientFeature | undefined = clientFeature(form)
      if (feature === undefined) continue
      const { slug, url } = feature
      const known = rows.get(slug)
      rows.set(
        slug,
        known === undefined
          ? { feature: slug, url, form, first: document.placeAt(at), uses: 1, support: feature.support(clients) }
          : { ...known, uses: known.uses + 1 },
      )
    }
  }
  const lacking = ({ support }: SupportRow): number => support.filter(({ level }) => level === 'no').length
  return [...rows.values()].sort((a, b) => lacking(b) - lacking(a) || a.feature.localeCompare(b.feature))
}

function* usesIn(document: LintDocument): Generator<Use> {
  for (const style of stylesOf(document)) yield* usesOfStyle(style)
  for (const element of document.elements()) {
    yield* usesOfElement(element)
    yield* usesOfImage(element)
  }
}
