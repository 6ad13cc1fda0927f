import type { EmailDefinition } from '../definition.js'
import type { DefinitionReader } from './definition-reader.js'

const path = ['channels', 'email']

/** Reads `channels.email`. */
export function readEmail({ record, slot, needed }: DefinitionReader, locales: readonly string[]): EmailDefinition {
  record(path, ['subject', 'preheader', 'senderName'])
  const preheader = slot([...path, 'preheader'], locales)
  const senderName = slot([...path, 'senderName'], locales)
  return {
    subject: needed([...path, 'subject'], locales),
    ...(preheader === undefined ? {} : { preheader }),
    ...(senderName === undefined ? {} : { senderName }),
  }
}
