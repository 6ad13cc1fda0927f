import { stripVTControlCharacters } from 'node:util'

/** One column of a table. */
export interface Column {
  readonly title: string
  /** Numbers stand right. Default left. */
  readonly align?: 'right'
}

/** Lines of a table: two blanks before each, columns aligned, no frame; the title row only where it says something. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const titled = columns.some(({ title }) => title !== '')
  const all = titled ? [columns.map(({ title }) => title), ...rows] : rows
  const widths = columns.map((_, index) => Math.max(0, ...all.map((row) => length(row[index] ?? ''))))
  return all.map((row) =>
    columns
      .map(({ align }, index) => {
        const text = row[index] ?? ''
        const blanks = ' '.repeat((widths[index] ?? 0) - length(text))
        return align === 'right' ? blanks + text : text + blanks
      })
      .join('  ')
      .replace(/^/, '  ')
      .trimEnd(),
  )
}

function length(text: string): number {
  return [...stripVTControlCharacters(text)].length
}
