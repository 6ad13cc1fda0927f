// Languages whose script runs from right to left, as far as mails are written in them (CLDR, layout/orientation).
const languages: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'iw', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv', 'ckb'])
const scripts: ReadonlySet<string> = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo'])

/** Whether a locale is written from right to left: by its script where it names one, as `uz-Arab`, else by its language. */
export function isRightToLeft(locale: string): boolean {
  const [language = '', second = ''] = locale.split('-')
  return /^[A-Z][a-z]{3}$/.test(second) ? scripts.has(second) : languages.has(language)
}

/**
 * Defaults that turn a mail around. mjml puts `direction:ltr` on every section and column and sets texts to the left, whatever
 * the root says. Empty where the root says `dir="ltr"`; what the author sets for all elements stays.
 * @param source the MJML of the whole mail
 */
export function mirroredDefaults(source: string): string {
  if (/<mjml\b[^>]*\bdir\s*=\s*["']ltr["']/.test(source)) return ''
  const forAll = (attribute: string): boolean => new RegExp(`<mj-all\\b[^>]*\\b${attribute}\\s*=`).test(source)
  const defaults = [
    ...(forAll('direction') ? [] : ['section', 'group', 'column'].map((name) => `<mj-${name} direction="rtl" />`)),
    ...(forAll('align') ? [] : ['text', 'table'].map((name) => `<mj-${name} align="right" />`)),
  ]
  return defaults.length === 0 ? '' : `<mj-attributes>${defaults.join('')}</mj-attributes>`
}
