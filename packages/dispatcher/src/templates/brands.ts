import { type Brand, usualBrand } from '../render/template.js'
import type { TemplateDefinition } from './definition.js'
import type { Findings } from './source/findings.js'
import { didYouMean } from './source/nearest.js'
import type { TemplateSource } from './source.js'

/** Brands by name, as tidings.yaml has them; undefined where nobody said. */
type KnownBrands = Readonly<Record<string, Pick<Brand, 'variables'>>> | undefined

/** A project has a brand at least: where there is none, there is no project. */
export function knownBrands(brands: KnownBrands): KnownBrands {
  return brands === undefined || Object.keys(brands).length === 0 ? undefined : brands
}

/**
 * The brands that a template may be dressed in, the usual one first: those that it lists, else all. Names that tidings.yaml
 * does not have are findings.
 */
export function allowedBrands(
  source: TemplateSource,
  { brands: listed, placeOf }: TemplateDefinition,
  brands: KnownBrands,
  findings: Findings,
): readonly string[] {
  const folders = Object.keys(source.brands ?? {})
  const known = brands === undefined ? [...new Set([usualBrand, ...folders])] : Object.keys(brands)
  if (brands !== undefined) {
    listed?.forEach((brand, index) => {
      if (known.includes(brand)) return
      const message = `there is no brand \`${brand}\`${didYouMean(brand, known)}`
      findings.add('TPL009', placeOf(['brands', index]), message, `tidings.yaml has the brands ${known.join(', ')}`)
    })
    for (const folder of folders.filter((name) => !known.includes(name))) {
      const place = { file: `_brands/${folder}`, line: 1, column: 1 }
      const message = `the folder _brands/${folder} is of no brand${didYouMean(folder, known)}`
      findings.add('TPL009', place, message, `tidings.yaml has the brands ${known.join(', ')}`)
    }
  }
  const allowed = listed ?? known
  return [...allowed].sort((a, b) => Number(b === usualBrand) - Number(a === usualBrand))
}

/** Names of the variables that each of these brands has; undefined where they are not known. */
export function variablesOf(brands: readonly string[], known: KnownBrands): readonly string[] | undefined {
  if (known === undefined) return undefined
  const [first = [], ...others] = brands.flatMap((brand) =>
    Object.hasOwn(known, brand) ? [Object.keys(known[brand]?.variables ?? {})] : [],
  )
  return first.filter((name) => others.every((names) => names.includes(name)))
}
