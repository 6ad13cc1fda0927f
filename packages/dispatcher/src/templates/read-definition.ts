import { type Channel, channels, type Lane, lanes } from '@tidings/sdk'

import { canonicalLocale } from '../render/locale.js'
import type { Steps } from '../render/template.js'
import {
  type EmailDefinition,
  everyLocale,
  type PushDefinition,
  type Slot,
  type TemplateDefinition,
} from './definition.js'
import { readSchema } from './schema/read-schema.js'
import type { Findings } from './source/findings.js'
import type { MappedText } from './source/mapped-text.js'
import { didYouMean } from './source/nearest.js'
import { readYaml, type YamlPath, type YamlText } from './source/yaml-text.js'

/** Longest that FCM keeps a message for a device that is off, in seconds (28 days). */
const longestTtl = 2_419_200

/** Checks template.yaml. All problems are found at once; undefined where one of them leaves nothing to compile. */
export function readDefinition(file: string, text: string, findings: Findings): TemplateDefinition | undefined {
  const yaml = readYaml(file, text, findings)
  if (yaml === undefined) return undefined
  const reader = createReader(yaml, findings)
  const root = reader.record([], ['title', 'category', 'lane', 'steps', 'locales', 'data', 'channels'])
  if (root === undefined) return undefined

  const locales = reader.locales()
  const given = reader.record(['channels'], channels)
  const present = channels.filter((channel) => given !== undefined && Object.hasOwn(given, channel))
  if (given !== undefined && present.length === 0) {
    findings.add(
      'TPL003',
      yaml.placeOf(['channels']),
      'a template needs at least one channel',
      `channels are ${channels.join(', ')}`,
    )
  }
  const schema = readSchema(yaml, findings)
  const definition = {
    title: reader.text(['title']),
    category: reader.text(['category']),
    lane: reader.oneOf<Lane>(['lane'], lanes),
    steps: reader.steps(present),
    locales,
    schema,
    channels: present,
    placeOf: yaml.placeOf,
    placeOfKey: yaml.placeOfKey,
    ...(present.includes('email') ? { email: reader.email(locales) } : {}),
    ...(present.includes('push') ? { push: reader.push(locales) } : {}),
  }
  if (present.includes('sms')) reader.record(['channels', 'sms'], [])
  const { title, category, lane, steps } = definition
  if (
    title === undefined ||
    category === undefined ||
    lane === undefined ||
    steps === undefined ||
    schema === undefined
  ) {
    return undefined
  }
  return { ...definition, title, category, lane, steps, schema }
}

function createReader(yaml: YamlText, findings: Findings) {
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

  function locales(): readonly string[] {
    const value = valueAt(['locales'])
    if (!Array.isArray(value) || value.length === 0) {
      wrong(
        ['locales'],
        `locales ${value === undefined ? 'is missing' : 'must be a list'}`,
        'as [en, de]; the first is the default',
      )
      return ['en']
    }
    const list: string[] = []
    value.forEach((each: unknown, index) => {
      if (typeof each !== 'string' || canonicalLocale(each) !== each) {
        wrong(['locales', index], `${JSON.stringify(each)} is no locale`, 'use BCP 47 as en, de-AT or zh-Hant')
      } else if (list.includes(each)) {
        wrong(['locales', index], `the locale ${each} is listed twice`)
      } else {
        list.push(each)
      }
    })
    return list.length === 0 ? ['en'] : list
  }

  function steps(present: readonly Channel[]): Steps | undefined {
    if (valueAt(['steps']) === undefined) return { mode: 'all', channels: present }
    const given = record(['steps'], ['all', 'first'])
    if (given === undefined) return undefined
    const modes = (['all', 'first'] as const).filter((mode) => Object.hasOwn(given, mode))
    const [mode] = modes
    if (mode === undefined || modes.length > 1) {
      return wrong(
        ['steps'],
        'steps has either `all` or `first`',
        'as { all: [email, push] } or { first: [sms, email] }',
      )
    }
    const list = given[mode]
    if (!Array.isArray(list) || list.length === 0)
      return wrong(['steps', mode], `steps.${mode} must be a list of channels`)
    const ordered: Channel[] = []
    list.forEach((each: unknown, index) => {
      const channel = present.find((known) => known === each)
      if (channel === undefined) {
        wrong(
          ['steps', mode, index],
          `${JSON.stringify(each)} is no channel of this template`,
          `channels here are ${present.join(', ')}`,
        )
      } else if (ordered.includes(channel)) {
        wrong(['steps', mode, index], `the channel ${channel} is listed twice`)
      } else ordered.push(channel)
    })
    for (const channel of present) {
      if (!list.includes(channel))
        wrong(['steps', mode], `the channel ${channel} is in no step, so it would never be sent`)
    }
    return { mode, channels: ordered }
  }

  /** A text, or a map from locales to texts that has at least the default. */
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

  const optional = <K extends string>(key: K, found: Slot | undefined): { readonly [name in K]?: Slot } =>
    (found === undefined ? {} : { [key]: found }) as { readonly [name in K]?: Slot }

  return {
    record,
    text,
    oneOf,
    locales,
    steps,
    email(known: readonly string[]): EmailDefinition {
      const path = ['channels', 'email']
      record(path, ['subject', 'preheader', 'senderName'])
      return {
        subject: needed([...path, 'subject'], known),
        ...optional('preheader', slot([...path, 'preheader'], known)),
        ...optional('senderName', slot([...path, 'senderName'], known)),
      }
    },
    push(known: readonly string[]): PushDefinition {
      const path = ['channels', 'push']
      record(path, ['title', 'image', 'link', 'ttl', 'data'])
      const ttl = valueAt([...path, 'ttl'])
      if (ttl !== undefined && !(Number.isInteger(ttl) && Number(ttl) >= 0 && Number(ttl) <= longestTtl)) {
        wrong([...path, 'ttl'], `channels.push.ttl must be 0 to ${longestTtl} seconds`)
      }
      const data = new Map<string, Slot>()
      const names = valueAt([...path, 'data']) === undefined ? {} : record([...path, 'data'])
      for (const name of Object.keys(names ?? {})) data.set(name, needed([...path, 'data', name], known))
      return {
        title: needed([...path, 'title'], known),
        ...optional('image', slot([...path, 'image'], known)),
        ...optional('link', slot([...path, 'link'], known)),
        ttl: typeof ttl === 'number' ? ttl : longestTtl,
        data,
      }
    },
  }
}
