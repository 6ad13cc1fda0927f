import type { Channel } from '@tidings/sdk'

import { findBody } from '../templates/partials.js'
import type { SourcePlace } from '../templates/source/mapped-text.js'
import type { LintSubject } from './lint-subject.js'

/**
 * Where the body of a channel in a locale begins, for findings in what it renders to; with `words`, where the author wrote
 * them, if they stand in it as they are.
 */
export function bodyPlace(
  { name, source, definition }: LintSubject,
  channel: Exclude<Channel, 'email'>,
  locale: string,
  words?: string,
): SourcePlace {
  const [usual = locale] = definition?.locales ?? []
  const body = source && findBody(source, channel, '.liquid', locale, usual)
  if (body === undefined) return { file: `${name}/template.yaml`, line: 1, column: 1 }
  const found = words === undefined ? -1 : body.text.text.indexOf(words)
  return body.text.placeAt(Math.max(found, 0))
}
