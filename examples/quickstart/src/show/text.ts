import { stripVTControlCharacters } from 'node:util'

import { paint, symbols } from '../../progress.mjs'

/** Nothing that is printed is wider. */
export const width = 100

/** A title with what belongs under it, after a blank line. */
export function section(title: string, lines: readonly string[]): string[] {
  return ['', `  ${paint('strong', title)}`, '', ...lines.map((line) => `    ${line}`.trimEnd())]
}

/** Cells in columns, two blanks between them; the last one wraps where a line would be wider than `columns`. */
export function table(rows: readonly (readonly string[])[], columns: number = width - 4): string[] {
  const count = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, at) => Math.max(...rows.map((row) => length(row[at] ?? ''))))
  const left = widths.slice(0, -1).reduce((sum, cell) => sum + cell + 2, 0)
  return rows.flatMap((row) => {
    const cells = row.slice(0, count - 1).map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - length(cell) + 2))
    const [first = '', ...more] = wrap(row[count - 1] ?? '', columns - left)
    return [cells.join('') + first, ...more.map((line) => ' '.repeat(left) + line)].map((line) => line.trimEnd())
  })
}

/** A text of several lines, each broken between words where it is wider. */
export function wrap(text: string, columns: number): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const lines = ['']
    for (const word of line.split(' ')) {
      const last = lines.at(-1) ?? ''
      const joined = last === '' ? word : `${last} ${word}`
      if (length(joined) > columns && last !== '') lines.push(word)
      else lines[lines.length - 1] = joined
    }
    return lines
  })
}

/** A line of `tidings why`, whose text starts in column 11 and goes on there; a word that is wider is cut. */
export function hang(line: string, columns: number): string[] {
  if (length(line) <= columns) return [line]
  const head = line.slice(0, whyIndent)
  const room = columns - whyIndent
  return wrap(line.slice(whyIndent), room).map((part, at) => {
    const shown =
      length(part) > room ? `${[...part].slice(0, room - symbols.dots.length).join('')}${symbols.dots}` : part
    return (at === 0 ? head : ' '.repeat(whyIndent)) + shown
  })
}

const whyIndent = 11

function length(text: string): number {
  return [...stripVTControlCharacters(text)].length
}
