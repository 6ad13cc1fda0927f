import { readFileSync } from 'node:fs'

import { type Difference, differences } from '../conformance/differences.js'

/** docs/language.md. */
export const page: string = readFileSync(new URL('../../../../../docs/language.md', import.meta.url), 'utf8')

/** A fenced piece of the page: ```language title. */
interface Fence {
  readonly language: string
  readonly title: string
  readonly text: string
}

const fences: readonly Fence[] = [...page.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', title = '', text = '']) => ({ language, title, text }),
)

/** The piece with this title. */
export function fenced(title: string): string {
  const found = fences.find((fence) => fence.title === title)
  if (found === undefined) throw new Error(`The page has no piece "${title}".`)
  return found.text
}

/** Pieces that are files, by path. */
export const files: Readonly<Record<string, string>> = Object.fromEntries(
  fences.filter(({ title }) => title.includes('/')).map(({ title, text }) => [title, text.replace(/\n$/, '')]),
)

/** A template and what it comes to; a ✗ before the finding. */
export interface Example {
  readonly template: string
  readonly result: string
}

/** Lines of the form `template → result`. */
export const examples: readonly Example[] = fences
  .filter(({ language, title }) => language === 'liquid' && title === '')
  .flatMap(({ text }) => text.split('\n'))
  .filter((line) => line !== '')
  .map((line) => {
    const [template = '', result] = line.split(/ +→ ?/)
    if (result === undefined) throw new Error(`No result in the line: ${line}`)
    return { template, result }
  })

const cell = (text: string): string => `\`\` ${text.replaceAll('|', '\\|').replaceAll('\n', '⏎')} \`\``
const spell = (result: string | RegExp): string =>
  typeof result === 'string'
    ? result === ''
      ? 'nothing'
      : cell(result)
    : `error: ${result.source
        .replace(/^TPL\d+ \d+:\d+ /, '')
        .replaceAll('\\', '')
        .replaceAll('|', '\\|')}`

function row({ template, data, partials, liquidjs, tidings, reason }: Difference): string {
  const given = [
    ...(data === undefined || Object.keys(data).length === 0 ? [] : [cell(JSON.stringify(data).slice(1, -1))]),
    ...Object.entries(partials ?? {}).map(([name, text]) => `partial ${name}: ${cell(text)}`),
  ]
  return `| ${[cell(template), given.join('; '), spell(liquidjs), spell(tidings), reason].join(' | ')} |`
}

/** The table of differences, as it has to stand on the page. */
export const differencesTable: string = [
  '| template | with | liquidjs | Tidings | because |',
  '|---|---|---|---|---|',
  ...differences.map(row),
].join('\n')
