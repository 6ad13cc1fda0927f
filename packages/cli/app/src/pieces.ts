/** How a text is coloured. */
export type Language = 'markup' | 'liquid' | 'plain'

/** A piece of a line: how it is coloured, and its words. */
export type Piece = readonly [kind: '' | 'tag' | 'value' | 'slot' | 'remark', words: string]

const liquid = String.raw`(?<slot>\{\{[^}]*\}\}|\{%[^%]*%\})`
const patterns: Readonly<Record<Language, RegExp | undefined>> = {
  plain: undefined,
  liquid: new RegExp(liquid, 'g'),
  markup: new RegExp(
    String.raw`${liquid}|(?<remark><!--[\s\S]*?-->)|(?<tag><\/?[a-zA-Z][\w:-]*|\/?>)|(?<value>=\s*"[^"]*")`,
    'g',
  ),
}

/** Text up to this length is coloured; more would take the browser longer than reading it is worth. */
const longest = 300_000

/** Cuts a text into lines, and these into pieces. */
export function pieces(text: string, language: Language): readonly (readonly Piece[])[] {
  const pattern = text.length > longest ? undefined : patterns[language]
  const lines: Piece[][] = [[]]
  const add = (kind: Piece[0], words: string): void => {
    for (const [index, part] of words.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push([kind, part])
    }
  }
  let end = 0
  for (const match of pattern === undefined ? [] : text.matchAll(pattern)) {
    add('', text.slice(end, match.index))
    const [kind] = Object.entries(match.groups ?? {}).find(([, words]) => words !== undefined) ?? ['']
    add(kind as Piece[0], match[0])
    end = match.index + match[0].length
  }
  add('', text.slice(end))
  return lines
}
