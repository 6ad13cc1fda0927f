import type { ForTag, RenderTag, Tokenizer } from 'liquidjs'

import type { Findings } from '../source/findings.js'
import type { MappedText } from '../source/mapped-text.js'

/** liquidjs stops reading `for` and `render` at what it does not understand, without a word: that is a finding here. */
export function checkEnd(tag: ForTag | RenderTag, source: MappedText, findings: Findings): void {
  const tokenizer = (tag as unknown as { readonly tokenizer: Tokenizer }).tokenizer
  tokenizer.skipBlank()
  if (tokenizer.end()) return
  findings.add('TPL101', source.placeAt(tokenizer.p), `\`${tokenizer.remaining()}\` does not belong here`)
}

/** The same for `when`: between two values there may be a comma or `or`, and nothing behind the last. */
export function checkWhen(
  values: readonly { readonly begin: number; readonly end: number }[],
  source: MappedText,
  findings: Findings,
): void {
  values.forEach(({ end }, index) => {
    const next = values[index + 1]
    const rest = source.text.slice(end)
    const between =
      next === undefined ? rest.slice(0, rest.indexOf('%}')).replace(/-$/, '') : rest.slice(0, next.begin - end)
    const clean = between.trim()
    if (next === undefined ? clean === '' : clean === ',' || clean === 'or') return
    findings.add(
      'TPL101',
      source.placeAt(end),
      `\`${clean}\` does not belong here`,
      'separate values with a comma or `or`',
    )
  })
}
