/** Writes the parts of a mail that depend on data: with tags, or as they come out. */
export interface Hand {
  /** One of two parts. */
  either(on: string, off: string): string
  /** The same by `case`. */
  choose(on: string, off: string): string
  /** A part that may not be there. */
  maybe(part: string): string
  /** A part for each row. */
  each(part: (row: string) => string): string
}

/** What a mail is rendered with. */
export interface PositionData {
  readonly on: boolean
  readonly kind: string
  readonly rows: readonly string[]
}

/** Writes control tags. */
export const withTags: Hand = {
  either: (on, off) => `{% if on %}${on}{% else %}${off}{% endif %}`,
  choose: (on, off) => `{% case kind %}\n{% when 'on' %}${on}{% else %}${off}{% endcase %}`,
  maybe: (part) => `{% unless on == false %}${part}{% endunless %}`,
  each: (part) => `{% for row in rows %}${part('{{ row }}')}{% endfor %}`,
}

/** Writes what comes of them. */
export function writtenOut({ on, kind, rows }: PositionData): Hand {
  return {
    either: (yes, no) => (on ? yes : no),
    choose: (yes, no) => (kind === 'on' ? yes : no),
    maybe: (part) => (on ? part : ''),
    each: (part) => rows.map(part).join(''),
  }
}
