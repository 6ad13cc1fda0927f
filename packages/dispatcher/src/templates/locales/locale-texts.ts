import { canonicalLocale, localeChain } from '../../render/locale.js'
import type { Findings } from '../source/findings.js'
import type { TemplateSource } from '../source.js'
import { type Catalogue, type CatalogueEntry, readCatalogue } from './read-catalogue.js'

/** A text, and the locale of the catalogue that has it. */
export interface FoundText extends CatalogueEntry {
  readonly locale: string
}

/** What `t` finds in one locale of a template. */
export interface LocaleTexts {
  readonly locale: string
  /** The language that the template around it is written in: whose plurals `plural` uses. */
  readonly language: string
  /** The text in the best language there is: `de-AT`, `de`, then the default. */
  find(key: string): FoundText | undefined
  /** Whether anything was asked for: a text that does is in the language of `locale`. */
  readonly used: boolean
  /** All keys that some catalogue has. */
  readonly keys: ReadonlySet<string>
}

/** The catalogues of a template: its own `locales/<locale>.yaml` and those of `_locales/`. */
export interface Catalogues {
  /** @param written the language of the text that asks */
  in(locale: string, written: string): LocaleTexts
  /** Reports texts of the template's own catalogues that nothing asked for; after all was compiled. */
  reportUnused(): void
}

/** A catalogue as it was found. */
export interface CatalogueFile {
  readonly file: string
  /** As in the file's name. */
  readonly locale: string
  readonly own: boolean
  readonly catalogue: Catalogue
}

const fileForm = /^(_?)locales\/([^/]+)\.yaml$/

/** Reads the catalogues that a template can use, its own first. */
export function readCatalogues(
  { name, files, partials }: TemplateSource,
  findings: Findings,
): readonly CatalogueFile[] {
  const found: CatalogueFile[] = []
  for (const [path, text] of [...Object.entries(files), ...Object.entries(partials)]) {
    const [, shared, locale = ''] = fileForm.exec(path) ?? []
    if (shared === undefined) continue
    const file = shared === '' ? `${name}/${path}` : path
    if (canonicalLocale(locale) !== locale) {
      findings.add(
        'TPL127',
        { file, line: 1, column: 1 },
        `${JSON.stringify(locale)} is no locale`,
        'name the file as BCP 47 does: en.yaml, de-AT.yaml, zh-Hant.yaml',
      )
      continue
    }
    found.push({ file, locale, own: shared === '', catalogue: readCatalogue(file, locale, text, findings) })
  }
  return found
}

/** Makes the catalogues of a template ready for the compiler. */
export function createCatalogues(source: TemplateSource, locales: readonly string[], findings: Findings): Catalogues {
  const files = readCatalogues(source, findings)
  const [usual = 'en'] = locales
  const asked = new Set<string>()
  const keys = new Set(files.flatMap(({ catalogue }) => [...catalogue.keys()]))
  const chains = new Set(locales.flatMap(localeChain))
  for (const { file, locale, own } of files) {
    if (!own || chains.has(locale)) continue
    findings.add(
      'TPL127',
      { file, line: 1, column: 1 },
      `the template has no locale ${locale}, so that nobody gets these texts`,
      `template.yaml has the locales ${locales.join(', ')}`,
    )
  }

  function lookUp(key: string, chain: readonly string[]): FoundText | undefined {
    for (const tag of chain) {
      for (const { locale, catalogue } of files) {
        const entry = locale === tag ? catalogue.get(key) : undefined
        if (entry !== undefined) return { ...entry, locale }
      }
    }
    return undefined
  }

  return {
    in: (locale, language) => {
      let used = false
      return {
        locale,
        language,
        keys,
        get used() {
          return used
        },
        find(key) {
          asked.add(key)
          used = true
          const own = lookUp(key, localeChain(locale))
          if (own !== undefined) return own
          const fallback = lookUp(key, localeChain(usual))
          if (fallback !== undefined) {
            findings.add(
              'TPL122',
              fallback.place,
              `\`${key}\` has no text in ${locale}: customers get the one in ${fallback.locale}`,
              `add it to ${source.name}/locales/${locale}.yaml`,
            )
          }
          return fallback
        },
      }
    },
    reportUnused() {
      for (const { own, catalogue } of files) {
        if (!own) continue
        for (const [key, { place }] of catalogue) {
          if (!asked.has(key))
            findings.add('TPL126', place, `nothing uses the text \`${key}\``, 'use it, or take it out')
        }
      }
    },
  }
}
