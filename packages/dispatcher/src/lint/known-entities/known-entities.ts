import { parseDocument } from 'htmlparser2'
import { maskTokens } from '../document/mask-tokens.js'
import { textsOf } from '../document/texts.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A reference that HTML does not know stays as it was typed. */
export const knownEntities: LintRule = {
  id: 'TPL433',
  group: 'structure',
  severity: 'error',
  title: 'Character references are those of HTML.',
  why: 'The customer reads "&nbps;" in the middle of a sentence.',
  source: 'HTML, 13.5 Named character references, https://html.spec.whatwg.org/multipage/named-characters.html',
  fix: 'write the character itself, or correct the name',
  bad: mailWith('<mj-text>Total:&nbps;12 euros</mj-text>'),
  good: mailWith('<mj-text>Total:&nbsp;12 euros</mj-text>'),
  check: ({ documents }, report) => {
    const known = new Map<string, boolean>()
    for (const document of documents) {
      for (const { text, begin } of textsOf(document)) {
        for (const { index, 0: reference } of maskTokens(text).matchAll(/&[A-Za-z][A-Za-z0-9]{1,31};/g)) {
          let isKnown = known.get(reference)
          if (isKnown === undefined) {
            isKnown = decodes(reference)
            known.set(reference, isKnown)
          }
          if (!isKnown) report(document.placeAt(begin + index), `\`${reference}\` is no character of HTML`)
        }
      }
    }
  },
}

function decodes(reference: string): boolean {
  const [node] = parseDocument(reference, { decodeEntities: true }).children
  return node !== undefined && 'data' in node && node.data !== reference
}
