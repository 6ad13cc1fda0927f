import type { Channel } from '@tidings/sdk'
import { reachedPieces } from '../../templates/reached-pieces.js'
import { fileText, type SourcePlace } from '../../templates/source/mapped-text.js'
import type { TemplateSource } from '../../templates/source.js'
import { elementsOf, type MarkupElement, type MarkupNode } from './markup.js'
import { readMarkup } from './read-markup.js'

/** A file as its author wrote it. */
export interface LintDocument {
  /** Relative to the templates folder, as `order-shipped/email.mjml`. */
  readonly file: string
  /** Without its own ending: what it is for. */
  readonly language: 'mjml' | 'html' | 'liquid'
  /** undefined for a shared piece, which any channel may use. */
  readonly channel: Channel | undefined
  /** The locale in its name; undefined: the default one. */
  readonly locale: string | undefined
  readonly text: string
  /** What stands at the top; empty for Liquid. */
  readonly nodes: readonly MarkupNode[]
  /** Every element, each before its children; of one name, where it is given. */
  elements(name?: string): readonly MarkupElement[]
  placeAt(offset: number): SourcePlace
}

const bodyName = /^(email|sms|push)(?:\.text)?(?:\.([A-Za-z0-9-]+))?\.(?:mjml|html|liquid)$/

/** Catalogues are read by those who ask for their texts. */
const catalogue = /^_?locales\//

/**
 * Makes a document of a file's text.
 *
 * @param alone the file belongs to no template: a whole mail, whatever it is called
 */
export function readDocument(file: string, text: string, alone = false): LintDocument {
  const base = file.slice(file.lastIndexOf('/') + 1)
  const language = base.endsWith('.mjml') ? 'mjml' : /\.html?$/.test(base) ? 'html' : 'liquid'
  const [, channel, locale] = bodyName.exec(base) ?? []
  const whole = alone && language !== 'liquid' && /<(?:mjml|html|body)\b|<!doctype/i.test(text)
  const nodes = language === 'liquid' ? [] : readMarkup(text)
  const elements = [...elementsOf(nodes)]
  return {
    file,
    language,
    channel: whole ? 'email' : (channel as Channel | undefined),
    locale,
    text,
    nodes,
    elements: (name) => (name === undefined ? elements : elements.filter((element) => element.name === name)),
    placeAt: fileText(file, text).placeAt,
  }
}

/**
 * The bodies of a template, and the shared pieces whose names they mention, directly or through each other.
 *
 * @param brand whose pieces go before the shared ones. Default: nobody's
 */
export function documentsOf(source: TemplateSource, brand?: string): readonly LintDocument[] {
  const { name, yaml, files } = source
  const own = (brand === undefined ? undefined : source.brands?.[brand]?.partials) ?? {}
  const partials = { ...source.partials, ...own }
  return [
    ...Object.entries(files)
      .filter(([file]) => !catalogue.test(file))
      .map(([file, text]) => readDocument(`${name}/${file}`, text)),
    ...reachedPieces({ yaml, files, partials })
      .shared.filter((path) => !catalogue.test(path))
      .map((path) =>
        readDocument(Object.hasOwn(own, path) ? `${brandFolder(brand)}${path}` : path, partials[path] ?? ''),
      ),
  ]
}

/** Where the pieces of a brand lie, relative to the templates folder. */
export const brandFolder = (brand: string | undefined): string => `_brands/${brand}/`
