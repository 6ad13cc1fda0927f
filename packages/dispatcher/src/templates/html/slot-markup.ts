import { escapeHtml } from '../../render/escape.js'
import { readTravelling, type Travelling } from '../mjml/tokens.js'
import type { Findings } from '../source/findings.js'
import { joinMapped, type MappedText, madeText } from '../source/mapped-text.js'

/**
 * A slot of template.yaml inside of a mail: plain text, so that its own words are escaped.
 *
 * @param stand what stands for a piece of its Liquid
 */
export function slotMarkup(text: MappedText, findings: Findings, stand: (token: Travelling) => MappedText): MappedText {
  const pieces: MappedText[] = []
  let end = 0
  for (const token of readTravelling(text, findings)) {
    pieces.push(madeText(escapeHtml(text.text.slice(end, token.begin)), text.placeAt(end)))
    end = token.end
    if (token.kind !== 'gone') pieces.push(stand(token))
  }
  pieces.push(madeText(escapeHtml(text.text.slice(end)), text.placeAt(end)))
  return joinMapped(pieces)
}
