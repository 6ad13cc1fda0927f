import type { SourcePlace } from '../../templates/source/mapped-text.js'
import type { LintSubject } from '../lint-subject.js'
import { bodyOf } from './body-of.js'
import { mailOf } from './rendered-mail.js'

/** The largest mail of a body. */
export interface LargestMail {
  /** Where its body begins. */
  readonly place: SourcePlace
  readonly bytes: number
  /** `sample long in de`. */
  readonly what: string
}

/** The largest mail of each body, by the HTML that a client decodes; of a single HTML file that file. */
export function largestMails(subject: LintSubject): readonly LargestMail[] {
  const largest = new Map<string, LargestMail>()
  for (const render of subject.renders()) {
    const bytes = mailOf(render)?.htmlBytes
    const body = bodyOf(subject, render.locale)
    if (bytes === undefined || body === undefined || (largest.get(body.file)?.bytes ?? 0) >= bytes) continue
    const what = `sample ${render.sample} in ${render.locale}`
    largest.set(body.file, { place: body.placeAt(0), bytes, what })
  }
  if (subject.source === undefined) {
    for (const document of subject.documents) {
      if (document.language !== 'html') continue
      largest.set(document.file, {
        place: document.placeAt(0),
        bytes: Buffer.byteLength(document.text),
        what: 'the file',
      })
    }
  }
  return [...largest.values()]
}
