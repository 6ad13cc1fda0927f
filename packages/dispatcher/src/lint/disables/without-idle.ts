import type { Edit } from '../../templates/source/edit.js'
import type { IdleDisable } from './apply-disables.js'

/** The edit that takes an idle disable away; undefined where only the author can tell what was meant. */
export function withoutIdle({ disable, whole, id }: IdleDisable, text: string): readonly Edit[] | undefined {
  const { file, begin, end } = disable
  if (id === undefined) return undefined
  const comment = text.slice(begin, end)
  if (!whole) {
    const at = new RegExp(`${id}[\\s,]+(?=TPL)|[\\s,]+${id}(?=\\s*:)`).exec(comment)
    return at === null ? undefined : [{ file, begin: begin + at.index, end: begin + at.index + at[0].length, text: '' }]
  }
  // White space that the comment takes from a message would be back.
  if (/^\{%-|-%\}$/.test(comment)) return undefined
  const lineBegin = text.lastIndexOf('\n', begin - 1) + 1
  const lineEnd = text.indexOf('\n', end)
  const alone = `${text.slice(lineBegin, begin)}${lineEnd === -1 ? '' : text.slice(end, lineEnd)}`.trim() === ''
  // In Liquid each line end is sent.
  if (!alone || lineEnd === -1 || file.endsWith('.liquid')) return [{ file, begin, end, text: '' }]
  return [{ file, begin: lineBegin, end: lineEnd + 1, text: '' }]
}
