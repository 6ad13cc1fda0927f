import { maskTokens } from './mask-tokens.js'

/** A template token that decides what of the text is sent. */
export interface ControlTag {
  /** `unknown`: a piece of a program, of which only a run could tell what it does. */
  readonly kind: 'open' | 'divide' | 'close' | 'unknown'
  readonly begin: number
}

const forms: readonly (readonly [ControlTag['kind'], RegExp])[] = [
  ['divide', /^(?:\{%-?\s*(?:else|elsif|elif|when|empty)\b|\{\{[~-]?\s*(?:else\b|\^\s*[~-]?\}\}))/],
  ['close', /^(?:\{%-?\s*end(?!comment|raw|verbatim|capture)\w*|\{\{[~-]?\s*\/)/],
  ['open', /^(?:\{%-?\s*(?:if|unless|case|for|ifchanged|with|block|tablerow)\b|\{\{[~-]?\s*[#^])/],
  ['unknown', /^(?:<%(?![=\-#])|<\?php|<\/?#|%%\[|\*\|(?:IF|ELSE|END))/],
]

/** The tokens of a text that choose or repeat parts of it, in any of the languages that `maskTokens` knows. */
export function controlTags(text: string): readonly ControlTag[] {
  const found: ControlTag[] = []
  let from = 0
  maskTokens(text, (token) => {
    const begin = text.indexOf(token, from)
    from = begin + token.length
    const [kind] = forms.find(([, form]) => form.test(token)) ?? []
    if (kind !== undefined) found.push({ kind, begin })
    return token
  })
  return found
}
