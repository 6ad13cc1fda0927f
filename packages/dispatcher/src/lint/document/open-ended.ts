import type { LintDocument } from './lint-document.js'
import type { MarkupElement } from './markup.js'
import { maskedCharacter, maskTokens } from './mask-tokens.js'
import { withoutSilent } from './readable-text.js'

const startTag = /^<(?:"[^"]*"|'[^']*'|[^"'>])*/

/** Whether a value may bring attributes that nobody can see here, as in `<img {{ attributes }}>`. */
export function isOpenEnded({ text }: LintDocument, { begin }: MarkupElement): boolean {
  const [tag = ''] = startTag.exec(maskTokens(withoutSilent(text.slice(begin, begin + 4000)))) ?? []
  return tag.replace(/=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/g, '').includes(maskedCharacter)
}
