import { everyLocale, type Slot } from '../definition.js'
import type { Findings } from '../source/findings.js'
import type { MappedText } from '../source/mapped-text.js'
import { didYouMean } from '../source/nearest.js'
import type { YamlPath, YamlText } from '../source/yaml-text.js'

/** Reads parts of template.yaml; what is not as it must be is a finding, and undefined. */
export interface DefinitionReader {
  valueAt(path: YamlPath): unknown
  /** A path as its author reads it: `channels.push.ttl`. */
  spell(path: YamlPath): string
  /** Adds a finding. */
  wrong(path: YamlPath, message: string, hint?: string): undefined
  /** A map; with `known`, of these keys only. */
  record(path: YamlPath, known?: readonly string[]): Readonly<Record<string, unknown>> | undefined
  text(path: YamlPath): string | undefined
  oneOf<T extends string>(path: YamlPath, known: readonly T[]): T | undefined
  /** true or false; undefined where it is left out. */
  flag(path: YamlPath): boolean | undefined
  /** A whole number from the first to the last; undefined where it is left out. */
  whole(path: YamlPath, range: readonly [number, number], unit?: string): number | undefined
  /** A text, or a map from locales to texts that has at least the default. */
  slot(path: YamlPath, locales: readonly string[]): Slot | undefined
  /** A slot that must be there; empty where it is not. */
  needed(path: YamlPath, locales: readonly string[]): Slot
}

/** Makes a reader of one file. */
export function createReader(yaml: YamlText, findings: Findings): DefinitionReader {
  const valueAt = (path: YamlPath): unknown => {
    let value = yaml.value
    for (const key of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
      value = (value as Record<string | number, unknown>)[key]
    }
    return value
  }
  const spell = (path: YamlPath): string => path.join('.') || 'template.yaml'
  const wrong = (path: YamlPath, message: string, hint?: string): undefined => {
    findings.add('TPL003', yaml.placeOf(path), message, hint)
    return undefined
  }

  function record(path: YamlPath, known?: readonly string[]): Readonly<Record<string, unknown>> | undefined {
    const value = valueAt(path)
    // `sms:` with nothing behind it means the same as `sms: {}`.
    if (value === null && path.length > 1) return {}
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return wrong(path, `${spell(path)} ${value === undefined ? 'is missing' : 'must be a map of keys'}`)
    }
    for (const key of known === undefined ? [] : Object.keys(value)) {
      if (known?.includes(key) === true) continue
      findings.add(
        'TPL003',
        yaml.placeOfKey([...path, key]),
        `unknown key \`${key}\`${didYouMean(key, known ?? [])}`,
        known?.length === 0 ? `${spell(path)} takes no keys` : `keys here are ${known?.join(', ')}`,
      )
    }
    return value as Readonly<Record<string, unknown>>
  }

  function text(path: YamlPath): string | undefined {
    const value = valueAt(path)
    if (typeof value === 'string' && value.trim() !== '') return value
    return wrong(path, `${spell(path)} ${value === undefined ? 'is missing' : 'must be a text'}`)
  }

  function oneOf<T extends string>(path: YamlPath, known: readonly T[]): T | undefined {
    const value = text(path)
    if (value === undefined) return undefined
    const found = known.find((each) => each === value)
    return (
      found ??
      wrong(path, `${spell(path)} is \`${value}\`${didYouMean(value, known)}`, `it is one of ${known.join(', ')}`)
    )
  }

  function slot(path: YamlPath, known: readonly string[]): Slot | undefined {
    const value = valueAt(path)
    if (value === undefined) return undefined
    const whole = yaml.textAt(path)
    if (whole !== undefined) return new Map([[everyLocale, whole]])
    const given = record(path, known)
    if (given === undefined) return undefined
    const texts = new Map<string, MappedText>()
    for (const locale of Object.keys(given)) {
      const own = yaml.textAt([...path, locale])
      if (own === undefined) wrong([...path, locale], `${spell([...path, locale])} must be a text`)
      else texts.set(locale, own)
    }
    const [usual] = known
    if (usual !== undefined && !texts.has(usual))
      wrong(path, `${spell(path)} has no text for the default locale ${usual}`)
    return texts
  }

  function needed(path: YamlPath, known: readonly string[]): Slot {
    const found = slot(path, known)
    if (found === undefined && valueAt(path) === undefined) wrong(path, `${spell(path)} is missing`)
    return found ?? new Map()
  }

  function flag(path: YamlPath): boolean | undefined {
    const value = valueAt(path)
    if (value === undefined || typeof value === 'boolean') return value
    return wrong(path, `${spell(path)} must be true or false`)
  }

  function whole(path: YamlPath, [least, most]: readonly [number, number], unit?: string): number | undefined {
    const value = valueAt(path)
    if (value === undefined) return undefined
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return Number(value)
    return wrong(path, `${spell(path)} must be ${least} to ${most}${unit === undefined ? '' : ` ${unit}`}`)
  }

  return { valueAt, spell, wrong, record, text, oneOf, flag, whole, slot, needed }
}
