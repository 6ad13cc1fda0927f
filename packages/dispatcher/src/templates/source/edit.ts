/** A change of an author's file. */
export interface Edit {
  /** Relative to the templates folder, or where a file belongs to no template as it was named. */
  readonly file: string
  /** Offsets into the text as it was read: without byte order mark, lines ending in LF. */
  readonly begin: number
  readonly end: number
  /** What comes in place of what stands there. */
  readonly text: string
}
