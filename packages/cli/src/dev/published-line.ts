import { findingLine } from '../findings.js'
import { shortHash } from '../output/words.js'
import type { Publishing } from '../publishing.js'

/** What came of publishing a template on save, in one line. */
export function publishedLine(publishing: Publishing, before: string | undefined): string {
  if (publishing.ok) {
    const { name, hash, changed } = publishing
    return `[dev] ${name} ${changed ? `published as ${shortHash(hash)}` : `unchanged (${shortHash(hash)})`}`
  }
  const [first, ...others] = publishing.findings
  const more = others.length === 0 ? '' : ` (and ${others.length} more: tidings lint)`
  const still = before === undefined ? '' : `; still sending ${shortHash(before)}`
  return `[dev] ${publishing.name} not published: ${first === undefined ? 'it cannot be read' : findingLine(first)}${more}${still}`
}
