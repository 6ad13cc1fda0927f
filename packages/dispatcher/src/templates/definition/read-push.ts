import {
  type AndroidOptions,
  androidPriorities,
  type IosOptions,
  interruptionLevels,
} from '../../render/push/platform-options.js'
import type { PushDefinition, Slot } from '../definition.js'
import type { DefinitionReader } from './definition-reader.js'

/** Longest that FCM keeps a message for a device that is off, in seconds (28 days). */
const longestTtl = 2_419_200

const path = ['channels', 'push']

/** Reads `channels.push`. */
export function readPush(reader: DefinitionReader, locales: readonly string[]): PushDefinition {
  const { record, valueAt, slot, needed, whole } = reader
  record(path, ['title', 'image', 'link', 'ttl', 'data', 'collapseKey', 'ios', 'android'])
  const data = new Map<string, Slot>()
  const names = valueAt([...path, 'data']) === undefined ? {} : record([...path, 'data'])
  for (const name of Object.keys(names ?? {})) data.set(name, needed([...path, 'data', name], locales))
  const image = slot([...path, 'image'], locales)
  const link = slot([...path, 'link'], locales)
  const collapseKey = slot([...path, 'collapseKey'], locales)
  return {
    title: needed([...path, 'title'], locales),
    ...(image === undefined ? {} : { image }),
    ...(link === undefined ? {} : { link }),
    ttl: whole([...path, 'ttl'], [0, longestTtl], 'seconds') ?? longestTtl,
    data,
    ...(collapseKey === undefined ? {} : { collapseKey }),
    ...readIos(reader),
    ...readAndroid(reader),
  }
}

/** `badge` fits the 32 bits that every version of iOS reads. */
const mostBadge = 2_147_483_647

function readIos({ valueAt, record, text, oneOf, whole }: DefinitionReader): { readonly ios?: IosOptions } {
  const at = [...path, 'ios']
  if (valueAt(at) === undefined) return {}
  const given = record(at, ['sound', 'badge', 'interruptionLevel'])
  const sound = given?.sound === undefined ? undefined : text([...at, 'sound'])
  const badge = whole([...at, 'badge'], [0, mostBadge])
  const interruptionLevel =
    given?.interruptionLevel === undefined ? undefined : oneOf([...at, 'interruptionLevel'], interruptionLevels)
  return {
    ios: {
      ...(sound === undefined ? {} : { sound }),
      ...(badge === undefined ? {} : { badge }),
      ...(interruptionLevel === undefined ? {} : { interruptionLevel }),
    },
  }
}

function readAndroid({ valueAt, record, text, oneOf }: DefinitionReader): { readonly android?: AndroidOptions } {
  const at = [...path, 'android']
  if (valueAt(at) === undefined) return {}
  const given = record(at, ['channel', 'priority'])
  const channel = given?.channel === undefined ? undefined : text([...at, 'channel'])
  const priority = given?.priority === undefined ? undefined : oneOf([...at, 'priority'], androidPriorities)
  return {
    android: { ...(channel === undefined ? {} : { channel }), ...(priority === undefined ? {} : { priority }) },
  }
}
