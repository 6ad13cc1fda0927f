import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Record<string, unknown>

function filesOf(folder: string): { file: string; text: string }[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, text: readFileSync(new URL(`${folder}/${file}`, root), 'utf8') }))
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  )
}

test('the package depends on nothing at run time', () => {
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies'])
    expect(manifest).not.toHaveProperty(kind)
})

test('what is shipped imports only itself, and of Node only node:crypto', () => {
  const foreign = filesOf('dist').flatMap(({ file, text }) =>
    importsOf(text)
      .filter((name) => !name.startsWith('.'))
      .map((name) => `${file}: ${name}`),
  )
  expect(foreign).toEqual(['uuidv7.js: node:crypto'])
})

test('outside of /postgres nothing uses the globals that only Node has', () => {
  const users = filesOf('dist').filter(({ text }) => /\b(?:Buffer|setImmediate|process)\b(?=[.(])/.test(text))
  expect(users.map(({ file }) => file.split('/')[0])).toEqual(users.map(() => 'postgres'))
  expect(users.length).toBeGreaterThan(0)
})

const subpaths = Object.keys(manifest.exports as object).filter((subpath) => subpath !== './package.json')

test.each(subpaths)('export %s loads in a fresh Node', (subpath) => {
  const specifier = `@tidings/sdk${subpath.slice(1)}`
  const script = `import(${JSON.stringify(specifier)}).then((module) => console.log(Object.keys(module).sort().join()))`
  const names = execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' }).trim()
  expect(names).toMatch(subpath === '.' ? /\bcreateTidings\b/ : /\b(?:outbox|memoryTransport)\b/)
})
