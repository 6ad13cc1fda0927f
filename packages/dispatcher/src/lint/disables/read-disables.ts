import { fileText, type SourcePlace } from '../../templates/source/mapped-text.js'
import type { LintDocument } from '../document/lint-document.js'
import { maskTokens } from '../document/mask-tokens.js'

/** A comment that tells lint to be quiet about rules at one place, or in one file. */
export interface Disable {
  readonly file: string
  /** Offsets of the comment. */
  readonly begin: number
  readonly end: number
  readonly place: SourcePlace
  readonly rules: readonly string[]
  /** What it covers: from a place up to another, or all of the file. */
  readonly covers: { readonly from: SourcePlace; readonly to: SourcePlace } | 'file'
  /** Why it counts for nothing. */
  readonly problem?: string
}

const comment =
  /<!--([\s\S]*?)-->|\{%-?\s*comment\s*-?%\}([\s\S]*?)\{%-?\s*endcomment\s*-?%\}|\{%-?\s*#([\s\S]*?)-?%\}|\{#([\s\S]*?)#\}|\{\{!(?:--)?([\s\S]*?)(?:--)?\}\}/g
const directive = /^[\s-]*tidings-disable(-next)?(?![\w-])\s*([\s\S]*?)[\s-]*$/
const statement = /^(TPL\d{3}(?:[\s,]+TPL\d{3})*)\s*(?::\s*([\s\S]*))?$/

/** The disables of MJML, HTML or Liquid: in comments of the markup or of the template language. */
export function readDisables({ file, text, elements, placeAt }: LintDocument): readonly Disable[] {
  if (!text.includes('tidings-disable')) return []
  const comments = [...text.matchAll(comment)]
  return comments.flatMap((match): readonly Disable[] => {
    const said = directive.exec(match.slice(1).find((part) => part !== undefined) ?? '')
    if (said === null) return []
    const begin = match.index
    const end = begin + match[0].length
    const made = { file, begin, end, place: placeAt(begin), ...readStatement(said[2] ?? '') }
    if (said[1] === undefined) {
      const isHead = text.slice(0, begin).replace(comment, '').trim() === ''
      return [{ ...made, covers: 'file', ...(isHead ? {} : { problem: notAtHead }) }]
    }
    const next = elements().find((element) => element.begin >= end)
    // Other comments and tags of the template language may stand between.
    const between = maskTokens(text.slice(end, next?.begin ?? end).replace(comment, '')).replace(/[\s\uE000]+/g, '')
    if (next !== undefined && between === '') {
      return [{ ...made, covers: { from: placeAt(next.begin), to: placeAt(next.end) } }]
    }
    const start = end + (/\S/.exec(text.slice(end))?.index ?? 0)
    const stop = text.indexOf('\n', start)
    return [{ ...made, covers: { from: placeAt(start), to: placeAt(stop === -1 ? text.length : stop) } }]
  })
}

const yamlComment = /^([ \t]*)#(.*)$/gm

/** The disables of template.yaml: a comment on a line of its own, for the entry that follows. */
export function readYamlDisables(file: string, text: string): readonly Disable[] {
  if (!text.includes('tidings-disable')) return []
  const { placeAt } = fileText(file, text)
  return [...text.matchAll(yamlComment)].flatMap(
    ([line, indent = '', content = ''], index, all): readonly Disable[] => {
      const said = directive.exec(content)
      if (said === null) return []
      const begin = (all[index]?.index ?? 0) + indent.length
      const end = (all[index]?.index ?? 0) + line.length
      const made = { file, begin, end, place: placeAt(begin), ...readStatement(said[2] ?? '') }
      if (said[1] === undefined) {
        const isHead = text.slice(0, begin).replace(yamlComment, '').trim() === ''
        return [{ ...made, covers: 'file', ...(isHead ? {} : { problem: notAtHead }) }]
      }
      return [{ ...made, covers: entryBehind(text, end, placeAt) }]
    },
  )
}

const notAtHead = 'stands not at the head of the file, so it covers nothing; write tidings-disable-next'

/** The next line that is neither blank nor a comment, with the deeper lines that belong to it. */
function entryBehind(
  text: string,
  end: number,
  placeAt: (offset: number) => SourcePlace,
): { readonly from: SourcePlace; readonly to: SourcePlace } {
  let from: number | undefined
  let depth = 0
  let to = end
  let at = end + 1
  for (const line of text.slice(end + 1).split('\n')) {
    const indent = line.length - line.trimStart().length
    if (line.trim() !== '' && !line.trimStart().startsWith('#')) {
      if (from === undefined) {
        from = at
        depth = indent
      } else if (indent <= depth) break
      to = at + line.length
    }
    at += line.length + 1
  }
  return { from: placeAt(from ?? end), to: placeAt(to) }
}

function readStatement(text: string): Pick<Disable, 'rules' | 'problem'> {
  const [, ids, reason] = statement.exec(text.trim()) ?? []
  if (ids === undefined) return { rules: [], problem: 'names no rule; write `TPL403: ` and the reason' }
  const rules = ids.split(/[\s,]+/)
  return (reason ?? '').trim() === '' ? { rules, problem: `gives no reason; write it behind \`${ids}:\`` } : { rules }
}
