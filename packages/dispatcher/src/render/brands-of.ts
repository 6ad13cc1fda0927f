import { type TemplateSummary, usualBrand } from './template.js'

/**
 * Brands that a template may be dressed in, of those that there are: the usual one first, else in the order of the template.
 * The first is what a sample without a brand is shown in.
 */
export function brandsOf(
  { brands: allowed }: Pick<TemplateSummary, 'brands'>,
  known: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = Object.keys(known)
  const usable = allowed === undefined ? names : allowed.filter((brand) => names.includes(brand))
  return [...usable].sort((a, b) => Number(b === usualBrand) - Number(a === usualBrand))
}
