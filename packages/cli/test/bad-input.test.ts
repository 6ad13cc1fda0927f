import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { configuration, makeProject, type Project, projectFiles } from './support/project.js'
import { runCli } from './support/run-cli.js'

let project: Project
beforeEach(async () => {
  project = await makeProject()
})
afterEach(() => project.remove())

interface Case {
  readonly name: string
  readonly args: readonly string[]
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
  readonly code: number
  /** All of stderr; `<folder>` stands for the project's. */
  readonly says: string
}

const sms = 'templates/order-ready/sms.liquid'
/** Nothing listens on port 1: it is reserved, and needs root. */
const nowhere = 'postgres://tidings:hunter2@127.0.0.1:1/shop'
const noAnswer = 'error this needs an answer, and nobody can be asked here\n'

const cases: readonly Case[] = [
  {
    name: 'an unknown command',
    args: ['lnt'],
    code: 2,
    says: 'error unknown command `lnt`; did you mean `lint`?\nhint: tidings --help lists the commands, tidings <command> --help its options\n',
  },
  {
    name: 'an unknown option',
    args: ['replay', '--reson', 'x'],
    code: 2,
    says: 'error unknown option `--reson`; did you mean `--reason`?\nhint: tidings --help lists the commands, tidings <command> --help its options\n',
  },
  {
    name: 'a missing argument',
    args: ['why'],
    code: 2,
    says: 'error missing required argument `id`\nhint: tidings --help lists the commands, tidings <command> --help its options\n',
  },
  {
    name: 'a value that an option cannot have',
    args: ['render', 'order-ready', '--channel', 'fax'],
    code: 2,
    says: 'error option `--channel <channel>` argument `fax` is invalid. Allowed choices are email, sms, push\nhint: tidings --help lists the commands, tidings <command> --help its options\n',
  },
  {
    name: 'a format that the command does not know',
    args: ['templates', '--output', 'github'],
    code: 2,
    says: 'error --output github is not known to `tidings templates`\nhint: one of text, json, jsonl\n',
  },
  {
    name: 'a duration without a unit',
    args: ['caught', '--since', '10'],
    code: 2,
    says: 'error `--since 10` is no duration\nhint: write a number and a unit, as 30s, 10m, 24h or 7d\n',
  },
  {
    name: 'a tidings.yaml with five mistakes',
    args: ['lint'],
    files: {
      'tidings.yaml': configuration
        .replace('source: shop', 'sorce: shop')
        .replace('email: [catcher], sms: [catcher]', 'email: [cacher], fax: [catcher]')
        .replace('production: true', 'production: yes')
        .replace('orders@fennel.example', 'Fennel'),
    },
    code: 2,
    says: `error the configuration has 5 problems
  tidings.yaml:2:1  unknown setting "sorce"; did you mean "source"?
  tidings.yaml:6:23  route "email" names provider "cacher", which is not configured; did you mean "catcher"?
  tidings.yaml:6:32  unknown setting "fax"
  tidings.yaml:8:17  "production": expected true or false, got the text "yes"
  tidings.yaml:16:28  "email": expected an e-mail address such as "orders@example.com"
`,
  },
  {
    name: 'no tidings.yaml',
    args: ['lint', '--config', 'tiding.yaml'],
    code: 2,
    says: 'error the configuration has 1 problem\n  tiding.yaml  there is no such file\n',
  },
  {
    name: 'an unknown environment',
    args: ['lint', '--env', 'productoin'],
    code: 2,
    says: `error the configuration has 1 problem
  tidings.yaml:4:3  there is no environment "productoin"; did you mean "production"?
    hint: environments in this file: local, production
`,
  },
  {
    name: 'an unknown template',
    args: ['render', 'order-raedy'],
    code: 1,
    says: 'error there is no template `order-raedy`; did you mean `order-ready`?\nhint: templates here: order-ready\n',
  },
  {
    name: 'an unknown sample',
    args: ['render', 'order-ready', '--sample', 'shrt'],
    code: 1,
    says: 'error `order-ready` has no sample `shrt`; did you mean `short`?\nhint: samples: short\n',
  },
  {
    name: 'an unknown brand',
    args: ['render', 'order-ready', '--brand', 'summer'],
    code: 1,
    says: 'error there is no brand `summer`\nhint: brands in tidings.yaml: main\n',
  },
  {
    name: 'a brand that the template does not allow',
    args: ['render', 'order-ready', '--brand', 'main'],
    files: {
      'tidings.yaml': configuration.replace('brands:', 'brands:\n  berry: { sender: { email: a@b.example, name: B } }'),
      'templates/order-ready/template.yaml': `${projectFiles['templates/order-ready/template.yaml']}brands: [berry]\n`,
    },
    code: 1,
    says: 'error `order-ready` does not allow the brand `main`\nhint: it allows berry; `brands` in its template.yaml lists them\n',
  },
  {
    name: 'a template syntax error',
    args: ['render', 'order-ready'],
    files: { [sms]: 'Fennel: {{ order.id' },
    code: 1,
    says: 'error `order-ready` does not compile\n  TPL101 order-ready/sms.liquid:1:9 output "{{ order.id" not closed\nhint: tidings lint order-ready shows the lines\n',
  },
  {
    name: 'a missing partial',
    args: ['render', 'order-ready'],
    files: { [sms]: "{% render 'footer' %}" },
    code: 1,
    says: 'error `order-ready` does not compile\n  TPL109 order-ready/sms.liquid:1:1 there is no partial `footer`\nhint: tidings lint order-ready shows the lines\n',
  },
  {
    name: 'a sample that does not fit the schema',
    args: ['render', 'order-ready'],
    files: {
      'templates/order-ready/samples/short.json': '{ "to": { "email": "a@b.example" }, "data": { "order": {} } }',
    },
    code: 1,
    says: 'error sample `short` does not fit the schema\n  /order lacks the property "id"\n',
  },
  {
    name: 'a contract that cannot be read',
    args: ['generate'],
    files: { 'templates/order-ready/template.yaml': 'title: [' },
    code: 1,
    says: 'error the contract of `order-ready` cannot be read\n  TPL002 order-ready/template.yaml:1:9 not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]\n',
  },
  {
    name: 'no database named',
    args: ['status'],
    code: 2,
    says: `error the configuration has 1 problem
  tidings.yaml:5:15  environment variable DATABASE_URL is not set
    hint: set DATABASE_URL, or DATABASE_URL_FILE to a file that holds it, or write \${DATABASE_URL:-default}
`,
  },
  ...[
    ['status'],
    ['messages'],
    ['why', '9d41c70b'],
    ['replay', '--state', 'failed'],
    ['publish'],
    ['migrate'],
    ['suppress', 'list'],
  ].map(
    (args): Case => ({
      name: `no database: ${args.join(' ')}`,
      args,
      env: { DATABASE_URL: nowhere },
      code: 5,
      says: 'error PostgreSQL at 127.0.0.1:1/shop cannot be reached: connect ECONNREFUSED 127.0.0.1:1\nhint: check that it runs and that DATABASE_URL is right; `tidings dev` starts one\n',
    }),
  ),
  {
    name: 'no catcher',
    args: ['caught'],
    code: 5,
    says: 'error no catcher answers at http://127.0.0.1:9; is `tidings dev` running?\nhint: start it with `tidings dev`\n',
  },
  {
    name: 'a replay of nothing in particular',
    args: ['replay'],
    code: 2,
    says: 'error nothing says what to replay\nhint: give ids, or --state, --template and --since\n',
  },
  {
    name: 'a state that does not exist',
    args: ['messages', '--state', 'lost'],
    code: 2,
    says: 'error there is no state `lost`\nhint: accepted, failed, unknown, pending, held, expired, suppressed, cancelled, superseded, refused\n',
  },
  {
    name: 'a pause of what cannot be paused',
    args: ['pause', 'customer', 'ann'],
    code: 2,
    says: 'error `customer` cannot be paused\nhint: template, provider or channel, and its name\n',
  },
  {
    name: 'an address that is none',
    args: ['suppress', 'add', 'ann'],
    code: 2,
    says: 'error `ann` is neither an e-mail address nor a phone number\nhint: as ann@example.com or +4915112345678\n',
  },
  {
    name: 'a rollback of everything',
    args: ['publish', '--rollback'],
    code: 2,
    says: 'error --rollback needs the names of the templates\nhint: tidings publish order-shipped --rollback\n',
  },
  {
    name: 'production where nobody can be asked',
    args: ['migrate', '--env', 'production'],
    env: { DATABASE_URL: nowhere },
    code: 2,
    says: `production production: the tables of its ledger are changed\n${noAnswer}hint: give --confirm production\n`,
  },
  {
    name: 'production under another name',
    args: ['migrate', '--env', 'production', '--confirm', 'staging'],
    env: { DATABASE_URL: nowhere },
    code: 2,
    says: 'production production: the tables of its ledger are changed\nerror --confirm says `staging`, and this is `production`\n',
  },
  {
    name: 'dev in production',
    args: ['dev', '--env', 'production'],
    code: 2,
    says: 'error `production` is production, which `tidings dev` does not run\nhint: tidings-dispatcher run\n',
  },
  {
    name: 'a stop of what does not run',
    args: ['dev', 'stop'],
    code: 1,
    says: 'error `tidings dev` does not run here\nhint: tidings dev --detach starts it\n',
  },
  {
    name: 'a file in the place of the state folder',
    args: ['dev'],
    files: { '.tidings': 'not a folder' },
    code: 1,
    says: 'error cannot make the folder <folder>/.tidings: a file of this name is in the way\nhint: Move that file away.\n',
  },
  {
    name: 'a file in the place of a folder',
    args: ['generate', '--out', 'tidings.yaml/contracts.ts'],
    code: 1,
    says: 'error <folder>/tidings.yaml: a file is in the way\nhint: move it away, or choose another path\n',
  },
  {
    name: 'init without tarballs',
    args: ['init', 'shop', '--from', '.'],
    code: 1,
    says: 'error there is no tidings-sdk.tgz in <folder>\nhint: `pnpm pack:local` in a clone of the repository makes the three tarballs and says where\n',
  },
  {
    name: 'an unknown starter template',
    args: ['init', '--template', 'order-lost', '--no-install'],
    code: 1,
    says: 'error there is no starter template `order-lost`\nhint: one of one-time-code, order-shipped, weekly-menu\n',
  },
]

describe('bad input', () => {
  it.each(cases)('$name', async ({ args, files = {}, env = {}, stdin = '', code, says }) => {
    await project.write(files)
    const answer = await runCli(args, { cwd: project.folder, env, stdin })
    expect(answer.stderr.replaceAll(project.folder, '<folder>')).toBe(says)
    expect([answer.code, answer.stdout]).toEqual([code, ''])
    expect(answer.stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
    expect(answer.stderr).not.toContain('hunter2')
  })

  it.each(cases)('$name, in JSON', async ({ args, files = {}, env = {}, stdin = '', code }) => {
    await project.write(files)
    const answer = await runCli([...args, ...(args.includes('--output') ? [] : ['--json'])], {
      cwd: project.folder,
      env,
      stdin,
    })
    expect(answer.code).toBe(code)
    if (args.includes('--output')) return
    expect(answer.stdout).toBe('')
    expect(JSON.parse(answer.stderr)).toMatchObject({ code: expect.any(String), message: expect.any(String) })
  })

  it.skipIf(process.platform !== 'linux')('says that the disk is full', async () => {
    const answer = await runCli(['generate', '--out', '/dev/full'], { cwd: project.folder })
    expect([answer.code, answer.stdout]).toEqual([1, ''])
    expect(answer.stderr).toBe(
      'error there is no space left on the disk: ENOSPC: no space left on device, write\nhint: make room, then try again\n',
    )
  })

  it('goes on where an admin port is in use, and doctor says so', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    await project.write({ 'tidings.yaml': `${configuration}dispatcher: { admin: { port: ${port} } }\n` })
    const { stdout } = await runCli(['doctor'], { cwd: project.folder })
    expect(stdout).toContain(`127.0.0.1:${port} is in use`)
    server.close()
  })

  it('finds the project from a folder below', async () => {
    await project.write({ 'src/deep/file.ts': '' })
    expect((await runCli(['lint'], { cwd: join(project.folder, 'src/deep') })).code).toBe(0)
  })
})
