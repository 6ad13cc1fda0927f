import type { Additions, Insertion } from '../mjml/additions.js'
import { isRightToLeft } from '../mjml/right-to-left.js'
import type { Findings } from '../source/findings.js'
import { joinMapped, type MappedText, madeText, sliceMapped } from '../source/mapped-text.js'
import type { DocumentScan } from './scan-document.js'
import { slotMarkup } from './slot-markup.js'

/** Hides the preheader from readers, as mjml does; Word needs a property of its own. */
const hidden =
  'display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;mso-hide:all;'

/**
 * An HTML mail with what template.yaml and the locale add: language, direction, title and preheader, where it does not state
 * them itself. Comments are left out, as they are of MJML: they are for those who write it.
 */
export function completeDocument(
  source: MappedText,
  scan: DocumentScan,
  { language, preheader, subject }: Additions,
  findings: Findings,
): MappedText {
  const { rootName, rootAttributes, head, hasTitle, body, comments } = scan
  const made: Insertion[] = []
  const has = (name: string): boolean => rootAttributes === undefined || rootAttributes.has(name)
  const root = [
    has('lang') || has('xml:lang') ? '' : ` lang="${language}"`,
    has('dir') ? '' : ` dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}"`,
  ].join('')
  if (root !== '') made.push({ at: rootName, piece: madeText(root, source.placeAt(rootName)) })

  const around = (before: string, text: MappedText, after: string): MappedText => {
    const place = text.placeAt(0)
    return joinMapped([madeText(before, place), slotMarkup(text, findings, keep), madeText(after, place)])
  }
  if (subject !== undefined && !hasTitle) {
    made.push(
      head === undefined
        ? { at: body.begin, piece: around('<head><title>', subject, '</title></head>') }
        : { at: head, piece: around('<title>', subject, '</title>') },
    )
  }
  if (preheader !== undefined && scan.preheader !== undefined) {
    findings.add(
      'TPL003',
      source.placeAt(scan.preheader),
      'the preheader is stated twice',
      'keep the one in template.yaml, channels.email.preheader',
    )
  } else if (preheader !== undefined) {
    made.push({ at: body.end, piece: around(`<div style="${hidden}">`, preheader, '</div>') })
  }

  const nothing = madeText('', source.placeAt(0))
  const changes = [
    ...made.map(({ at, piece }) => ({ begin: at, end: at, piece })),
    ...comments.map((comment) => ({ ...comment, piece: nothing })),
  ].sort((left, right) => left.begin - right.begin)
  const pieces: MappedText[] = []
  let end = 0
  for (const change of changes) {
    pieces.push(sliceMapped(source, end, change.begin), change.piece)
    end = change.end
  }
  pieces.push(sliceMapped(source, end, source.text.length))
  return joinMapped(pieces)
}

const keep = ({ text }: { readonly text: MappedText }): MappedText => text
