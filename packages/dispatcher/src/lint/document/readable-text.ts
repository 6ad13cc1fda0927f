import { type MarkupNode, textIn } from './markup.js'
import { maskedCharacter, maskTokens } from './mask-tokens.js'

/** Tags that print nothing themselves, of Liquid and Jinja, Handlebars, and ERB. */
const silent =
  /\{%-?\s*(?:comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment|(?:end)?(?:if|unless|case|for|capture|with|autoescape|raw|verbatim)|if|elsif|elif|else|when|empty|assign|set)\b[^%]*%\}|\{\{[#/^!][\s\S]*?\}\}|\{\{else\b[^}]*\}\}|<%(?![=-])[\s\S]*?%>|\*\|(?:IF|ELSE|END)[^|\n]*\|\*/g

/**
 * What a reader gets to see of a text: white space as one space, entities of white space too, and a private character for
 * each character of a value that is filled in.
 */
export function readable(text: string): string {
  return maskTokens(text.replace(silent, ''))
    .replace(
      /&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|#0*(?:160|8199|8203|8204|847|173)|#x0*(?:a0|200[0-9a-d]|34f|ad));/gi,
      ' ',
    )
    .replace(/(?:[\s\u00A0\u00AD\u200B-\u200D\uFEFF]|\u034F)+/g, ' ')
    .trim()
}

/** A text without the tags that print nothing themselves; offsets stay. */
export function withoutSilent(text: string): string {
  return text.replace(silent, (match) => ' '.repeat(match.length))
}

/** What a reader gets to see of a node. */
export function readableText(node: MarkupNode): string {
  return readable(textIn(node))
}

/** Whether a part of it is filled in later. */
export function hasValue(text: string): boolean {
  return text.includes(maskedCharacter)
}
