import { createFindings, type Findings } from '../source/findings.js'
import type { SourcePlace } from '../source/mapped-text.js'
import { didYouMean } from '../source/nearest.js'
import { readYaml, type YamlPath, type YamlText } from '../source/yaml-text.js'
import { type CatalogueText, readText, type TextPiece } from './catalogue-text.js'
import { isPluralCategory, neededCategories, type PluralCategory, pluralCategories } from './plural-categories.js'

/** A text of a catalogue, and where it stands. */
export interface CatalogueEntry {
  readonly text: CatalogueText
  /** Of its key. */
  readonly place: SourcePlace
  /** Of its value, for what is said about the text itself. */
  readonly valuePlace: SourcePlace
}

/** The texts of one file, by key: `cart.items`. */
export type Catalogue = ReadonlyMap<string, CatalogueEntry>

interface Remembered {
  readonly catalogue: Catalogue
  readonly found: readonly Parameters<Findings['add']>[]
}

// A shared catalogue is read once and not once for each of 500 templates.
const mostRemembered = 64
const remembered = new Map<string, Remembered>()

/** Reads `locales/<locale>.yaml`. What is wrong with a text is a finding, and the text then not there. */
export function readCatalogue(file: string, locale: string, text: string, findings: Findings): Catalogue {
  const key = `${file}\n${text}`
  let known = remembered.get(key)
  if (known === undefined) {
    const found: Parameters<Findings['add']>[] = []
    const own: Findings = { ...createFindings(''), add: (...finding) => found.push(finding) }
    known = { catalogue: read(file, locale, text, own), found }
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(key, known)
  }
  for (const finding of known.found) findings.add(...finding)
  return known.catalogue
}

const keyForm = /^[A-Za-z_][\w-]*$/

function read(file: string, locale: string, text: string, findings: Findings): Catalogue {
  const entries = new Map<string, CatalogueEntry>()
  const yaml = readYaml(file, text, findings)
  if (yaml === undefined || yaml.value === null) return entries
  const wrong = (path: YamlPath, message: string, hint?: string): void =>
    findings.add('TPL120', yaml.placeOfKey(path), message, hint)

  function visit(value: unknown, path: readonly string[]): void {
    const key = path.join('.')
    const entry = (made: CatalogueText): void => {
      entries.set(key, { text: made, place: yaml?.placeOfKey(path) ?? start, valuePlace: yaml?.placeOf(path) ?? start })
    }
    if (typeof value === 'string') {
      const pieces = readAt(yaml, path, findings)
      if (pieces !== undefined) entry({ is: 'text', pieces })
      return
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      wrong(
        path,
        `${key === '' ? file : `\`${key}\``} is ${value === null ? 'empty' : Array.isArray(value) ? 'a list' : 'no text'}`,
        path.length === 0 ? 'a catalogue is a map from keys to texts' : 'put the text in quotes',
      )
      return
    }
    const keys = Object.keys(value)
    if (path.length > 0 && keys.some(isPluralCategory)) {
      const forms = readForms(keys, path)
      if (forms !== undefined) entry({ is: 'plural', forms })
      return
    }
    for (const name of keys) {
      const own = [...path, name]
      if (keyForm.test(name)) visit((value as Record<string, unknown>)[name], own)
      else wrong(own, `${JSON.stringify(name)} is no key`, 'keys have letters, digits, - and _; maps in maps make a.b')
    }
  }

  function readForms(
    keys: readonly string[],
    path: readonly string[],
  ): ReadonlyMap<PluralCategory, readonly TextPiece[]> | undefined {
    const forms = new Map<PluralCategory, readonly TextPiece[]>()
    let fine = true
    for (const name of keys) {
      const own = [...path, name]
      const pieces = isPluralCategory(name) ? readAt(yaml, own, findings) : undefined
      if (isPluralCategory(name) && pieces !== undefined) forms.set(name, pieces)
      else {
        fine = false
        if (!isPluralCategory(name)) {
          const hint = `plural categories are ${pluralCategories.join(', ')}`
          wrong(own, `\`${name}\` is no plural category${didYouMean(name, pluralCategories)}`, hint)
        } else wrong(own, `the form \`${name}\` is no text`, 'put the text in quotes')
      }
    }
    const missing = neededCategories(locale).filter((category) => !keys.includes(category))
    if (missing.length > 0 && fine) {
      findings.add(
        'TPL125',
        yaml?.placeOfKey(path) ?? start,
        `\`${path.join('.')}\` has no form ${missing.map((each) => `\`${each}\``).join(', ')}, which ${locale} needs`,
        `${locale} has the categories ${neededCategories(locale).join(', ')}`,
      )
    }
    return fine && forms.has('other') ? forms : undefined
  }

  const start = { file, line: 1, column: 1 }
  visit(yaml.value, [])
  return entries
}

function readAt(yaml: YamlText | undefined, path: YamlPath, findings: Findings): readonly TextPiece[] | undefined {
  const source = yaml?.textAt(path)
  return source === undefined ? undefined : readText(source, findings)
}
