import type { PushDefinition, Slot } from '../definition.js'
import type { DefinitionReader } from './definition-reader.js'

/** Longest that FCM keeps a message for a device that is off, in seconds (28 days). */
const longestTtl = 2_419_200

const path = ['channels', 'push']

/** Reads `channels.push`. */
export function readPush(reader: DefinitionReader, locales: readonly string[]): PushDefinition {
  const { record, valueAt, wrong, slot, needed } = reader
  record(path, ['title', 'image', 'link', 'ttl', 'data'])
  const ttl = valueAt([...path, 'ttl'])
  if (ttl !== undefined && !(Number.isInteger(ttl) && Number(ttl) >= 0 && Number(ttl) <= longestTtl)) {
    wrong([...path, 'ttl'], `channels.push.ttl must be 0 to ${longestTtl} seconds`)
  }
  const data = new Map<string, Slot>()
  const names = valueAt([...path, 'data']) === undefined ? {} : record([...path, 'data'])
  for (const name of Object.keys(names ?? {})) data.set(name, needed([...path, 'data', name], locales))
  const image = slot([...path, 'image'], locales)
  const link = slot([...path, 'link'], locales)
  return {
    title: needed([...path, 'title'], locales),
    ...(image === undefined ? {} : { image }),
    ...(link === undefined ? {} : { link }),
    ttl: typeof ttl === 'number' ? ttl : longestTtl,
    data,
  }
}
