/** BCP 47 in its usual spelling (`de-AT`), or undefined where it is no language tag. `de_AT` is taken too. */
export function canonicalLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}

/** From the most to the least special: `zh-Hant-TW` -> `zh-Hant-TW`, `zh-Hant`, `zh`. */
export function localeChain(tag: string): readonly string[] {
  const parts = (canonicalLocale(tag) ?? '').split('-').filter((part) => part !== '')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'))
}

/** Which of a template's locales a recipient gets, and how dates and numbers are written for them. */
export interface ChosenLocale {
  /** One of the template's. */
  readonly locale: string
  /** The recipient's own where it is of the same language, as `de-AT` for a German text. */
  readonly format: string
}

/**
 * Chooses by the chain `de-AT` -> `de` -> default.
 * @param available the template's locales; the first is the default
 */
export function chooseLocale(wanted: string | undefined, available: readonly string[]): ChosenLocale {
  const usual = available[0] ?? 'en'
  if (wanted === undefined) return { locale: usual, format: usual }
  const known = new Map(available.map((locale) => [canonicalLocale(locale), locale]))
  const chain = localeChain(wanted)
  for (const tag of chain) {
    const locale = known.get(tag)
    if (locale !== undefined) return { locale, format: chain[0] ?? locale }
  }
  return { locale: usual, format: chain.at(-1) === localeChain(usual).at(-1) ? (chain[0] ?? usual) : usual }
}
