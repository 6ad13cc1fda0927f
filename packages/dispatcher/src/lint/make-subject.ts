import type { Artefact } from '../render/artefact.js'
import type { LoadedTemplate } from '../render/template.js'
import type { TemplateSource } from '../templates/source.js'
import { documentsOf, type LintDocument } from './document/lint-document.js'
import type { LintRender, LintSubject } from './lint-subject.js'
import { renderSamples } from './render-samples.js'
import { stretchData } from './stretch-data.js'

/** What compiling made of a template. */
interface Compiled
  extends Pick<LintSubject, 'artefact' | 'definition' | 'brand' | 'brands' | 'production' | 'idleAssets' | 'clients'> {
  /** The artefact, loaded. */
  readonly template: LoadedTemplate | undefined
  /** Whose pieces go before the shared ones. Default: nobody's. */
  readonly dressedAs?: string
}

/** Gathers what rules look at. What compiling says of the same files is said by compiling. */
export function makeSubject(
  source: TemplateSource,
  { artefact, template, definition, brand, brands, production, idleAssets, clients, dressedAs }: Compiled,
): LintSubject {
  let rendered: readonly LintRender[] | undefined
  let longest: readonly LintRender[] | undefined
  return {
    name: source.name,
    source,
    documents: documentsOf(source, dressedAs),
    definition,
    artefact,
    brand,
    brands,
    production,
    idleAssets,
    ...(clients === undefined ? {} : { clients }),
    renders: () => {
      rendered ??=
        template === undefined
          ? []
          : renderSamples(source, template, { brand, brands, variants: artefact?.variants ?? [] })
      return rendered
    },
    longest: () => {
      longest ??=
        template === undefined || artefact === undefined
          ? []
          : renderSamples(source, template, {
              brand,
              brands,
              variants: artefact.variants ?? [],
              change: (data) => stretchData(data, artefact.schema, partsOfPaths(artefact)),
            })
      return longest
    },
  }
}

/** What rules look at where a file belongs to no template: those about data, samples and settings have nothing to say. */
export function makeFileSubject(
  document: LintDocument,
  { brand, brands, clients }: Pick<LintSubject, 'brand' | 'brands' | 'clients'>,
): LintSubject {
  return {
    name: document.file,
    source: undefined,
    documents: [document],
    definition: undefined,
    artefact: undefined,
    brand,
    brands,
    production: false,
    idleAssets: [],
    ...(clients === undefined ? {} : { clients }),
    renders: () => [],
    longest: () => [],
  }
}

/** What data may say of a file of `_assets/`: the end of its path, with and without the ending. */
function partsOfPaths({ assets = {}, brandAssets = {} }: Artefact): ReadonlySet<string> {
  const parts = new Set<string>()
  for (const path of [assets, ...Object.values(brandAssets)].flatMap(Object.keys)) {
    const steps = path.split('/')
    for (const from of steps.keys()) {
      const end = steps.slice(from).join('/')
      parts.add(end).add(end.replace(/\.\w+$/, ''))
    }
  }
  return parts
}
