/** Colours and glyphs of live views. */
export const theme = {
  bar: { full: '━', rest: '─', width: 24, colour: 'blue' },
} as const
