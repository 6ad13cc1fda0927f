import type { Finding } from '@tidings/dispatcher/templates'

import type { Style } from './output/style.js'
import { shorten } from './output/words.js'

/** `TPL104 order-shipped/email.mjml:23:18 unknown value …`: a finding on one line. */
export function findingLine({ rule, file, line, column, message }: Finding): string {
  return `${rule} ${file}:${line}:${column} ${message}`
}

/**
 * A finding for people: place, sentence, the source line with a caret, and how to fix it.
 *
 * @param whole the source line; empty where it cannot be shown
 */
export function findingLines(finding: Finding, whole: string, { paint }: Style): string[] {
  const { rule, severity, file, line, column, message, hint } = finding
  const source = cutLine(whole.replaceAll('\t', ' '), column)
  const gutter = String(line)
  return [
    `${paint(severity === 'error' ? 'failed' : 'waiting', severity)} ${rule}  ${paint('link', `${file}:${line}:${column}`)}  ${message}`,
    ...(source === undefined ? [] : [`  ${paint('dim', `${gutter} |`)} ${source.text}`]),
    ...(source === undefined
      ? []
      : [`  ${' '.repeat(gutter.length)} ${paint('dim', '|')} ${caret(source.text, column - source.cut)}`]),
    ...(hint === undefined ? [] : [`  ${paint('dim', 'hint:')} ${hint}`]),
  ]
}

/** A finding as an annotation of GitHub's; paths there start at the repository's root. */
export function annotation({ rule, severity, line, column, message, hint }: Finding, path: string): string {
  const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
  const text = hint === undefined ? message : `${message}\nhint: ${hint}`
  return `::${severity} file=${property(path)},line=${line},col=${column},title=${property(rule)}::${data(text)}`
}

/** Characters of a source line that are shown. */
const shown = 96

/** The line, cut so that the column is seen, and how many characters were cut on its left. */
function cutLine(found: string, column: number): { readonly text: string; readonly cut: number } | undefined {
  if (found.trim() === '') return undefined
  const indent = found.length - found.trimStart().length
  if (column - indent <= shown - 16) return { text: shorten(found.slice(indent), shown), cut: indent }
  const start = column - Math.floor(shown / 2)
  return { text: `…${shorten(found.slice(start + 1), shown - 1)}`, cut: start }
}

function caret(text: string, column: number): string {
  return `${' '.repeat(Math.max(0, Math.min(column - 1, text.length)))}^`
}
