import { canonicalLocale, localeChain } from '../../render/locale.js'
import type { TemplateDefinition } from '../definition.js'
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

/** More unused texts than this are one finding. */
const mostNamed = 10

const fileForm = /^(_?)locales\/([^/]+)\.(yaml|yml|json)$/

/**
 * Reads the catalogues that a template can use, its own first.
 * @param wanted which shared ones; what is wrong with the others is no matter of this template. Default: all
 */
export function readCatalogues(
  { name, files, partials }: TemplateSource,
  findings: Findings,
  wanted: (locale: string) => boolean = () => true,
): readonly CatalogueFile[] {
  const found: CatalogueFile[] = []
  for (const [path, text] of [...Object.entries(files), ...Object.entries(partials)]) {
    const [, shared, locale = '', ending] = fileForm.exec(path) ?? []
    if (shared === undefined) continue
    const file = shared === '' ? `${name}/${path}` : path
    if (ending !== 'yaml') {
      const place = { file, line: 1, column: 1 }
      findings.add('TPL127', place, `a catalogue ends in .yaml, and this one in .${ending}`, `call it ${locale}.yaml`)
      continue
    }
    if (canonicalLocale(locale) !== locale) {
      findings.add(
        'TPL127',
        { file, line: 1, column: 1 },
        `${JSON.stringify(locale)} is no locale`,
        'name the file as BCP 47 does: en.yaml, de-AT.yaml, zh-Hant.yaml',
      )
      continue
    }
    if (shared !== '' && !wanted(locale)) continue
    found.push({ file, locale, own: shared === '', catalogue: readCatalogue(file, locale, text, findings) })
  }
  return found
}

/** Makes the catalogues of a template ready for the compiler. */
export function createCatalogues(
  source: TemplateSource,
  { locales, placeOf }: Pick<TemplateDefinition, 'locales' | 'placeOf'>,
  findings: Findings,
): Catalogues {
  const [usual = 'en'] = locales
  const chains = new Set(locales.flatMap(localeChain))
  const files = readCatalogues(source, findings, (locale) => chains.has(locale))
  const asked = new Set<string>()
  const keys = new Set(files.flatMap(({ catalogue }) => [...catalogue.keys()]))
  for (const { file, locale } of files) {
    if (chains.has(locale)) continue
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

  function reportFallback(key: string, { place, locale: instead }: FoundText, locale: string): void {
    const chain = localeChain(locale)
    if (files.some((file) => chain.includes(file.locale))) {
      findings.add(
        'TPL122',
        place(),
        `\`${key}\` has no text in ${locale}: customers get the one in ${instead}`,
        `add it to ${source.name}/locales/${locale}.yaml`,
      )
      return
    }
    findings.add(
      'TPL122',
      placeOf(['locales', locales.indexOf(locale)]),
      `there is no catalogue for ${locale}: customers get texts in ${instead}`,
      `add ${source.name}/locales/${locale}.yaml`,
    )
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
          if (fallback !== undefined) reportFallback(key, fallback, locale)
          return fallback
        },
      }
    },
    reportUnused() {
      for (const { file, own, catalogue } of files) {
        const unused = own ? [...catalogue].filter(([key]) => !asked.has(key)) : []
        if (unused.length > mostNamed) {
          const named = unused.slice(0, mostNamed).map(([key]) => `\`${key}\``)
          findings.add(
            'TPL126',
            { file, line: 1, column: 1 },
            `nothing uses ${unused.length} texts: ${named.join(', ')}, …`,
            'use them, or take them out',
          )
        } else {
          for (const [key, { place }] of unused)
            findings.add('TPL126', place(), `nothing uses the text \`${key}\``, 'use it, or take it out')
        }
      }
    },
  }
}
