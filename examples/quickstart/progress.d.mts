/** What is going on, until it is done or has failed. */
export interface Progress {
  /** Takes the line away and says what was done, and how long it took. */
  done(result: string): void
  /** Takes the line away and says what did not work. */
  failed(result: string): void
}

/** Shows what is going on: on a terminal with the time that it has taken so far, in a pipe not at all. */
export function startProgress(title: string): Progress

/** A text in the colour of its meaning; unchanged where stdout has no colours. */
export function paint(meaning: 'done' | 'waiting' | 'failed' | 'link' | 'dim' | 'strong', text: string): string

/** `✓`, `✗`, `…` and `→`, or what stands for them where the locale is not UTF-8. */
export const symbols: Readonly<Record<'done' | 'failed' | 'dots' | 'arrow', string>>
