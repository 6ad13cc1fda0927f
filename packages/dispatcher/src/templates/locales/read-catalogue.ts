import { createFindings, type Findings } from '../source/findings.js'
import { madeText, type SourcePlace } from '../source/mapped-text.js'
import { didYouMean } from '../source/nearest.js'
import { readYaml, type YamlPath } from '../source/yaml-text.js'
import { type CatalogueText, readText, type TextPiece } from './catalogue-text.js'
import { isPluralCategory, neededCategories, type PluralCategory, pluralCategories } from './plural-categories.js'

/** A text of a catalogue, and where it stands. Places are looked up when they are asked for: few ever are. */
export interface CatalogueEntry {
  readonly text: CatalogueText
  /** Of its key. */
  place(): SourcePlace
  /** Of its value, for what is said about the text itself. */
  valuePlace(): SourcePlace
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
  const { placeOf, placeOfKey } = yaml
  const wrong = (path: YamlPath, message: string, hint?: string): void =>
    findings.add('TPL120', placeOfKey(path), message, hint)
  const textOf = (value: string, path: YamlPath): readonly TextPiece[] =>
    // Most texts are plain, and finding the places of each would cost more than all the rest.
    /[{}\\]/.test(value)
      ? readText(yaml.textAt(path) ?? madeText(value, placeOf(path)), findings)
      : value === ''
        ? []
        : [value]

  function visit(value: unknown, path: readonly string[]): void {
    const key = path.join('.')
    const entry = (made: CatalogueText): void => {
      entries.set(key, { text: made, place: () => placeOfKey(path), valuePlace: () => placeOf(path) })
    }
    if (typeof value === 'string') {
      entry({ is: 'text', pieces: textOf(value, path) })
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
      const forms = readForms(value as Record<string, unknown>, path)
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
    given: Readonly<Record<string, unknown>>,
    path: readonly string[],
  ): ReadonlyMap<PluralCategory, readonly TextPiece[]> | undefined {
    const forms = new Map<PluralCategory, readonly TextPiece[]>()
    let fine = true
    for (const [name, form] of Object.entries(given)) {
      const own = [...path, name]
      if (isPluralCategory(name) && typeof form === 'string') {
        forms.set(name, textOf(form, own))
        continue
      }
      fine = false
      if (isPluralCategory(name)) wrong(own, `the form \`${name}\` is no text`, 'put the text in quotes')
      else {
        const hint = `plural categories are ${pluralCategories.join(', ')}`
        wrong(own, `\`${name}\` is no plural category${didYouMean(name, pluralCategories)}`, hint)
      }
    }
    const missing = neededCategories(locale).filter((category) => !Object.hasOwn(given, category))
    if (missing.length > 0 && fine) {
      findings.add(
        'TPL125',
        placeOfKey(path),
        `\`${path.join('.')}\` has no form ${missing.map((each) => `\`${each}\``).join(', ')}, which ${locale} needs`,
        `${locale} has the categories ${neededCategories(locale).join(', ')}`,
      )
    }
    return fine && forms.has('other') ? forms : undefined
  }

  visit(yaml.value, [])
  return entries
}
