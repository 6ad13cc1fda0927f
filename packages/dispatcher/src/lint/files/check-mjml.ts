import type { Finding } from '../../templates/finding.js'
import { scanMjml } from '../../templates/mjml/scan.js'
import { createFindings } from '../../templates/source/findings.js'
import { fileText, joinMapped, type MappedText, madeText } from '../../templates/source/mapped-text.js'
import type { LintDocument } from '../document/lint-document.js'
import { maskedCharacter, maskTokens } from '../document/mask-tokens.js'

const include = /<mj-include\b[^>]*?(?:\/>|>(?:\s*<\/mj-include\s*>)?)/g
/** What divides a block in the languages that template tokens come from. */
const divider = /\{\{~?\s*(?:else|\^)[^}]*\}\}|\{%-?\s*(?:else|elsif|elif)\b[^%]*%\}|<%-?\s*\}?\s*els(?:e|if)\b[^%]*%>/

/**
 * What mjml swallows without a word in a file that belongs to no template: tags that are not closed or cross each other,
 * unknown elements, text between elements. Tokens of any template language are opaque, and other files are not followed.
 */
export function checkMjml({ file, text, placeAt }: LintDocument): readonly Finding[] {
  if (!text.includes('<mj')) return []
  const masked = maskTokens(text.replace(include, (match) => match.replace(/[^\n]/g, maskedCharacter)))
  const findings = createFindings(file)
  const source: MappedText = { ...fileText(file, masked), placeAt }
  scanMjml(/<mjml[\s>]/.test(masked) ? source : inRoot(source), findings)
  // Each branch of a condition may open the tag that one end tag closes: only a run of the program could tell.
  return findings.list().filter(({ rule }) => rule !== 'TPL201' || !divider.test(text))
}

/** A piece that others include, with what they put around it. */
function inRoot(piece: MappedText): MappedText {
  const made = (text: string, at: number): MappedText => madeText(text, piece.placeAt(at))
  return joinMapped([made('<mjml><mj-body>', 0), piece, made('</mj-body></mjml>', piece.text.length)])
}
