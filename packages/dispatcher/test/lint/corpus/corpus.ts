import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url))

/** A package with mail templates that somebody else wrote; its version is pinned in package.json. */
interface Source {
  readonly name: string
  readonly licence: string
  /** Folders in the package, each with the endings of its templates. */
  readonly folders: Readonly<Record<string, RegExp>>
}

const sources: readonly Source[] = [
  { name: '@vendure/email-plugin', licence: 'MIT', folders: { templates: /\.hbs$/ } },
  { name: 'bootstrap-email', licence: 'MIT', folders: { 'examples/output': /\.html$/ } },
  {
    name: 'foundation-emails',
    licence: 'MIT',
    folders: { '.download/templates': /\.html$/, templates: /\.html$/, 'test/visual/pages': /\.html$/ },
  },
  { name: 'grunt-mjml', licence: 'MIT', folders: { 'test/fixtures': /\.mjml$/ } },
  { name: 'gulp-mjml', licence: 'MIT', folders: { examples: /\.mjml$/ } },
  { name: 'mailgen', licence: 'Apache-2.0', folders: { themes: /\.html$/ } },
  { name: 'mails-default', licence: 'MIT', folders: { '': /^(?:modules\/)?[^/]*\.html$/ } },
  { name: 'parse-smtp-template', licence: 'MIT', folders: { templates: /\.html$/ } },
  {
    name: 'sails-generate',
    licence: 'MIT',
    folders: { 'lib/core-generators': /(?:views\/emails\/.*|layout-email|email\/templates\/email)\.ejs$/ },
  },
  { name: 'swig-email-templates', licence: 'MIT', folders: { 'test/templates': /\.html$/ } },
]

/** Packages that are not installed here. */
export const absent: readonly string[] = sources.flatMap(({ name }) => (existsSync(`${modules}/${name}`) ? [] : [name]))

/** Of each package that is installed, the licence that we know it under, and the one that it names itself. */
export const licences: readonly (readonly [name: string, known: string, own: unknown])[] = sources
  .filter(({ name }) => !absent.includes(name))
  .map(({ name, licence }) => {
    const manifest = readFileSync(`${modules}/${name}/package.json`, 'utf8')
    const { license, licenses } = JSON.parse(manifest) as { license?: string; licenses?: readonly { type: string }[] }
    return [name, licence, license ?? licenses?.[0]?.type]
  })

/** A template of the corpus. */
export interface CorpusTemplate {
  /** The package and the path in it; ends in `.mjml` or `.html`, whatever it is called there. */
  readonly file: string
  readonly text: string
}

/** Every template of the packages that are installed, in the order of their names. */
export const corpus: readonly CorpusTemplate[] = sources
  .flatMap(({ name, folders }) =>
    Object.entries(folders).flatMap(([folder, form]) => {
      const path = folder === '' ? name : `${name}/${folder}`
      if (!existsSync(`${modules}/${path}`)) return []
      return readdirSync(`${modules}/${path}`, { recursive: true, encoding: 'utf8' })
        .filter((file) => form.test(file))
        .map((file) => readTemplate(`${path}/${file}`))
    }),
  )
  .sort((left, right) => (left.file < right.file ? -1 : 1))

function readTemplate(path: string): CorpusTemplate {
  const text = readFileSync(`${modules}/${path}`, 'utf8')
  const named = /\.(?:mjml|html)$/.test(path) ? path : `${path}${/<\/?mj/.test(text) ? '.mjml' : '.html'}`
  return { file: named, text }
}
