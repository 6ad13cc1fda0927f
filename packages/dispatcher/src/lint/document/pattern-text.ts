/** A text as a piece of a regular expression that fits nothing but the text. */
export function patternText(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
