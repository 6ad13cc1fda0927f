/** Plural categories of CLDR, as Intl names them. */
export const pluralCategories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

/** One of CLDR's plural categories. */
export type PluralCategory = (typeof pluralCategories)[number]

/** Whether a word is a plural category. */
export function isPluralCategory(word: string): word is PluralCategory {
  return pluralCategories.some((category) => category === word)
}

// Every rule of CLDR 47 for whole numbers repeats within 0 to 200; what only fractions or millions have (`many` of Czech and
// of French) nobody has to write.
const mostCounted = 200
const needed = new Map<string, readonly PluralCategory[]>()

/** Categories that whole numbers have in a language; `other` is always one. */
export function neededCategories(locale: string): readonly PluralCategory[] {
  const known = needed.get(locale)
  if (known !== undefined) return known
  const rules = new Intl.PluralRules(locale)
  const found = new Set<string>(['other'])
  for (let count = 0; count <= mostCounted; count++) found.add(rules.select(count))
  const categories = pluralCategories.filter((category) => found.has(category))
  needed.set(locale, categories)
  return categories
}

/** A number that has the category, to show what a form is for. */
export function exampleCount(locale: string, category: PluralCategory): number {
  const rules = new Intl.PluralRules(locale)
  for (let count = 0; count <= mostCounted; count++) if (rules.select(count) === category) return count
  return 1.5
}
