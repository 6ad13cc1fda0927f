import { slotMarkup } from '../html/slot-markup.js'
import type { Findings } from '../source/findings.js'
import { joinMapped, type MappedText, madeText } from '../source/mapped-text.js'
import type { Placeholders } from './placeholders.js'
import { isRightToLeft, mirroredDefaults } from './right-to-left.js'
import type { MjmlScan } from './scan.js'
import type { Travelling } from './tokens.js'

/** What template.yaml and the locale add to a body. */
export interface Additions {
  /** BCP 47 of the text. */
  readonly language: string
  readonly preheader?: MappedText
  /** Becomes the title where the body has none. */
  readonly subject?: MappedText
}

/** Something to put into a body, at an offset of its source. */
export interface Insertion {
  readonly at: number
  readonly piece: MappedText
}

/**
 * Language, preheader and title of a mail, where the body does not state them itself. A word stands for each of them, so that
 * all locales that share a body give the same MJML, which is then compiled once.
 */
export function makeInsertions(
  { rootName = 0, rootAttributes, head, body = 0, once }: MjmlScan,
  source: MappedText,
  { language, preheader, subject }: Additions,
  placeholders: Placeholders,
  kept: Travelling[],
  findings: Findings,
): readonly Insertion[] {
  const made: Insertion[] = []
  const cover = (text: MappedText): MappedText => {
    const token = { kind: 'single', name: '', begin: 0, end: text.text.length, text } as const
    kept.push(token)
    return madeText(placeholders.word(token), text.placeAt(0))
  }
  const root = [
    rootAttributes.has('lang') ? '' : ` lang="${cover(madeText(language, source.placeAt(rootName))).text}"`,
    rootAttributes.has('dir') ? '' : ` dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}"`,
  ].join('')
  if (root !== '') made.push({ at: rootName, piece: madeText(root, source.placeAt(rootName)) })

  const elements: MappedText[] = []
  const mirrored = isRightToLeft(language) ? mirroredDefaults(source.text) : ''
  if (mirrored !== '') elements.push(madeText(mirrored, source.placeAt(head ?? body)))
  const add = (name: 'mj-preview' | 'mj-title', text: MappedText | undefined) => {
    if (text === undefined) return
    const place = text.placeAt(0)
    const given = once.get(name)
    if (given === undefined) {
      elements.push(
        madeText(`<${name}>`, place),
        cover(slotMarkup(text, findings, (token) => token.text)),
        madeText(`</${name}>`, place),
      )
    } else if (name === 'mj-preview') {
      findings.add(
        'TPL003',
        source.placeAt(given),
        'the preheader is stated twice',
        'keep the one in template.yaml, channels.email.preheader',
      )
    }
  }
  add('mj-preview', preheader)
  add('mj-title', subject)
  if (elements.length > 0) {
    const wrapped =
      head === undefined
        ? [madeText('<mj-head>', source.placeAt(body)), ...elements, madeText('</mj-head>', source.placeAt(body))]
        : elements
    made.push({ at: head ?? body, piece: joinMapped(wrapped) })
  }
  return made
}
