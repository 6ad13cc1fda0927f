/**
 * Where a program writes. `C` is what static text was encoded to when the program was loaded: bytes of a mail part, or
 * the text itself.
 */
export interface Output<C> {
  /** Static text, already encoded. */
  chunk(chunk: C): void
  /** A value of this message, escaped for its place and not yet encoded. Never empty. */
  value(text: string): void
}

/** What a run writes, as one text. */
export function collectText(run: (out: Output<string>) => void): string {
  let text = ''
  const append = (piece: string): void => {
    text += piece
  }
  run({ chunk: append, value: append })
  return text
}
