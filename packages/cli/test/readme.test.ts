import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const read = (path: string): string => readFileSync(join(repository, path), 'utf8')
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'packages/sdk/README.md',
  'packages/dispatcher/README.md',
  'packages/cli/README.md',
  'examples/ci/README.md',
  'examples/quickstart/README.md',
  'examples/shop/README.md',
  'examples/template-tests/README.md',
  'docs/coming-from.md',
  'templates/README.md',
  'docs/sms-and-push.md',
]

/** Help of a command, by its words; each is asked for once. */
const helps = new Map<string, string>()
function help(words: readonly string[]): string {
  const key = words.join(' ')
  const known = helps.get(key)
  if (known !== undefined) return known
  const main = join(repository, 'packages/cli/dist/main.js')
  const text = execFileSync(process.execPath, [main, ...words, '--help'], { encoding: 'utf8', stdio: 'pipe' })
  helps.set(key, text)
  return text
}

/** What a document says to type, up to a comment, a pipe or the end of the code. */
const typed = (text: string, program: string): string[][] =>
  [...text.matchAll(new RegExp(`(?:npx |\\$ |\`)${program} ([a-z][^\`|#\\n]*)`, 'g'))].map(
    ([, rest = '']) =>
      rest
        .split(/ && |;| {2,}/)[0]
        ?.replaceAll(/'[^']*'/g, 'text')
        .trim()
        .split(/\s+/) ?? [],
  )

describe.each(documents)('%s', (document) => {
  const text = read(document)

  test('names only commands and flags of `tidings` that exist', () => {
    const wrong = typed(text, 'tidings').flatMap(([name = '', ...rest]) => {
      const command = name.replaceAll(/\W+$/g, '')
      const nested =
        rest[0] !== undefined && /^(show|fail|events|stop|add|remove|list|infer)$/.test(rest[0]) ? [rest[0]] : []
      if (!new RegExp(`^ {2}${command} `, 'm').test(help([]))) return [`tidings ${command}`]
      const options = help([command, ...nested])
      return rest
        .filter((word) => word.startsWith('--'))
        .map((word) => word.replaceAll(/[=\].,)].*$/g, ''))
        .filter((flag) => !options.includes(`${flag} `))
        .map((flag) => `tidings ${[command, ...nested].join(' ')} ${flag}`)
    })
    expect(wrong).toEqual([])
  })

  test('names only commands of `tidings-dispatcher` that exist', () => {
    const main = join(repository, 'packages/dispatcher/dist/daemon/main.js')
    const usage = execFileSync(process.execPath, [main, '--help'], { encoding: 'utf8' })
    const names = typed(text, 'tidings-dispatcher').map(([name]) => name)
    expect(names.filter((name) => !new RegExp(`^ {2}${name} `, 'm').test(usage))).toEqual([])
  })

  test('names only scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const names = [...text.matchAll(/pnpm@[\d.]+ ([a-z:]+)/g)].map(([, name = '']) => name)
    expect(names.filter((name) => !['install', 'exec'].includes(name) && !(name in scripts))).toEqual([])
  })

  test('links only to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(join(repository, dirname(document), link)))).toEqual([])
  })
})
