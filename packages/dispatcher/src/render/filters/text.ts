import { escapeHtml, unescapeHtml } from '../escape.js'
import { ValueError } from '../render-error.js'
import { numberOf, textOf } from '../value.js'
import type { Filter } from './filter.js'

const text = (change: (value: string) => unknown): Filter => ({
  run: (input) => change(textOf(input)),
  arity: [0, 0],
})

const withText = (change: (value: string, argument: string) => unknown): Filter => ({
  run: (input, [argument]) => change(textOf(input), textOf(argument)),
  arity: [1, 1],
})

/** Strips white space, or the characters that are named. */
const strip = (side: 'both' | 'left' | 'right'): Filter => ({
  run(input, [argument]) {
    const value = textOf(input)
    const wanted = textOf(argument)
    if (wanted === '') return side === 'both' ? value.trim() : side === 'left' ? value.trimStart() : value.trimEnd()
    const set = new Set(wanted)
    const points = [...value]
    let start = 0
    let end = points.length
    if (side !== 'right') while (start < end && set.has(points[start] ?? '')) start++
    if (side !== 'left') while (end > start && set.has(points[end - 1] ?? '')) end--
    return points.slice(start, end).join('')
  },
  arity: [0, 1],
})

function truncate(input: unknown, [length = 50, ellipsis = '...']: readonly unknown[]): unknown {
  const points = [...textOf(input)]
  const most = numberOf(length)
  if (points.length <= Math.max(most, 0)) return input
  const end = textOf(ellipsis)
  return points.slice(0, Math.max(most - [...end].length, 0)).join('') + end
}

function truncateWords(input: unknown, [count = 15, ellipsis = '...']: readonly unknown[]): string {
  const words = textOf(input).trimStart().split(/\s+/)
  const most = Math.max(1, Math.trunc(numberOf(count)))
  const kept = words.slice(0, most).join(' ')
  return words.length >= most ? kept + textOf(ellipsis) : kept
}

function replaceLast(value: string, pattern: string, by: string): string {
  const index = value.lastIndexOf(pattern)
  return index === -1 ? value : value.slice(0, index) + by + value.slice(index + pattern.length)
}

function urlEncode(value: string): string {
  try {
    return encodeURIComponent(value).replaceAll('%20', '+')
  } catch {
    throw new ValueError('half of a surrogate pair cannot stand in a URL')
  }
}

/** Filters for text. What is not text is taken as what an output would print. */
export const textFilters: Readonly<Record<string, Filter>> = {
  upcase: text((value) => value.toUpperCase()),
  downcase: text((value) => value.toLowerCase()),
  capitalize: text((value) => value.charAt(0).toUpperCase() + value.slice(1).toLowerCase()),
  strip: strip('both'),
  lstrip: strip('left'),
  rstrip: strip('right'),
  strip_newlines: text((value) => value.replace(/\r?\n/g, '')),
  newline_to_br: text((value) => value.replace(/\r?\n/g, '<br />\n')),
  truncate: { run: truncate, arity: [0, 2] },
  truncatewords: { run: truncateWords, arity: [0, 2] },
  replace: {
    run: (input, [pattern, by]) => textOf(input).split(textOf(pattern)).join(textOf(by)),
    arity: [2, 2],
  },
  replace_first: {
    run: (input, [pattern, by]) => textOf(input).replace(textOf(pattern), () => textOf(by)),
    arity: [2, 2],
  },
  replace_last: {
    run: (input, [pattern, by]) => replaceLast(textOf(input), textOf(pattern), textOf(by)),
    arity: [2, 2],
  },
  remove: withText((value, argument) => value.split(argument).join('')),
  remove_first: withText((value, argument) => value.replace(argument, () => '')),
  remove_last: withText((value, argument) => replaceLast(value, argument, '')),
  append: withText((value, argument) => value + argument),
  prepend: withText((value, argument) => argument + value),
  escape: text(escapeHtml),
  escape_once: text((value) => escapeHtml(unescapeHtml(value))),
  url_encode: text(urlEncode),
  split: withText((value, argument) => {
    const parts = value.split(argument)
    while (parts.at(-1) === '') parts.pop()
    return parts
  }),
}
