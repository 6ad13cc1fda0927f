import { execFileSync } from 'node:child_process'
import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { type LedgerProject, makeLedgerProject } from '../support/ledger-project.js'
import { configuration, makeProject, type Project } from '../support/project.js'
import { runCli } from '../support/run-cli.js'

let project: Project
beforeEach(async () => {
  project = await makeProject()
})
afterEach(() => project.remove())
const cli = (...args: string[]) => runCli(args, { cwd: project.folder })

function git(folder: string, ...args: string[]): string {
  const own = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...own, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
}

const commit = (folder: string = project.folder): void => {
  git(folder, 'init', '--quiet')
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--message', 'base')
}

const definition = (data: string, name: string = 'order'): string => `title: Ready
category: order-updates
lane: transactional
locales: [en]
data: ${data}
channels: { sms: {} }
# ${name}
`

const ready = (data: string): Readonly<Record<string, string>> => ({
  'templates/order-ready/template.yaml': definition(data),
})

async function onlySms(): Promise<void> {
  for (const file of ['email.mjml', 'email.de.mjml', 'sms.de.liquid']) {
    await rm(join(project.folder, 'templates/order-ready', file))
  }
  await project.write({
    ...ready('{ type: object, required: [id], properties: { id: { type: string } } }'),
    'templates/order-ready/sms.liquid': 'Order {{ id }}',
    'templates/order-ready/samples/short.json': '{ "to": {}, "data": { "id": "A-17" } }',
  })
}

describe('check-compat', () => {
  it('tells brands that a template allows no more, and lets through those that it allows now', async () => {
    await onlySms()
    const yaml = configuration.replace('brands:', 'brands:\n  berry: { sender: { email: a@b.example, name: B } }')
    await project.write({ 'tidings.yaml': yaml })
    commit()
    const path = 'templates/order-ready/template.yaml'
    const text = definition('{ type: object, required: [id], properties: { id: { type: string } } }')
    await project.write({ [path]: `${text}brands: [main]\n` })
    const { code, stdout } = await cli('check-compat', '--base', 'HEAD')
    expect([code, stdout.replaceAll(/(?<=(?:contract|to) )[0-9a-f]{4}/g, '#')]).toEqual([
      1,
      `order-ready  break  contract # to #
  brand may not be \`berry\` any more; intents that say so are refused once this is published
  1. deploy services that emit it in other brands, and publish
  2. then take the brand out of \`brands\`

1 template compared with HEAD, 1 would leave services behind
`,
    ])
    git(project.folder, 'commit', '--quiet', '--all', '--message', 'main alone')
    await project.write({ [path]: `${text}brands: [main, berry]\n` })
    expect((await cli('check-compat', '--base', 'HEAD')).code).toBe(0)
  })

  it('names the version of a template that shows a picture, as it was then', async () => {
    await onlySms()
    await project.write({
      'templates/order-ready/sms.liquid': "Order {{ id }} {{ 'terms.pdf' | asset_url }}",
      'templates/_assets/terms.pdf': 'the terms',
    })
    commit()
    await project.write(ready('{ type: object, required: [id], properties: { id: { type: string, maxLength: 4 } } }'))
    expect((await cli('check-compat', '--base', 'HEAD')).stdout).toMatch(/stay on version [0-9a-f]{4} and see/)
  })

  it('finds nothing where nothing changed, and lets through what does not narrow', async () => {
    await onlySms()
    commit()
    expect(await cli('check-compat', '--base', 'HEAD')).toEqual({
      code: 0,
      stdout: '1 template compared with HEAD, no service is left behind\n',
      stderr: '',
    })
    await project.write({
      ...ready('{ type: object, required: [id], properties: { id: { type: string }, note: { type: string } } }'),
      'templates/other/template.yaml': definition('{ type: object, properties: {} }', 'other'),
      'templates/other/sms.liquid': 'Hello',
    })
    const { code, stdout } = await cli('check-compat', '--base', 'HEAD')
    expect([code, stdout.replaceAll(/[0-9a-f]{4}(?= to|$)/gm, '#')]).toEqual([
      0,
      'order-ready  compatible, contract # to #\nother  new\n2 templates compared with HEAD, no service is left behind\n',
    ])
  })

  it('names field, reason, remedy and effect of a break, exits 1, and lets it through where it is accepted', async () => {
    await onlySms()
    commit()
    await project.write(
      ready(
        '{ type: object, required: [id, shop], properties: { id: { type: string, pattern: "^A" }, shop: { type: string } } }',
      ),
    )
    const { code, stdout } = await cli('check-compat', '--base', 'HEAD')
    expect([code, stdout.replaceAll(/(?<=(?:contract|version|to) )[0-9a-f]{4}/g, '#')]).toEqual([
      1,
      `order-ready  break  contract # to #
  /shop is required now
  /id has the pattern "^A" now
  1. make it optional, with \`default:\` or a condition where the template uses it, and publish
  2. deploy the services that emit it, generated anew; then require it
  1. leave the schema as wide as it was, and deploy services that only emit what the new one takes
  2. then narrow it
  services on contract # stay on version # and see no later change;
  what is emitted without contracts and does not fit is refused

1 template compared with HEAD, 1 would leave services behind
`,
    ])
    const accepted = await cli('check-compat', '--base', 'HEAD', '--accept', 'order-ready', '--json')
    expect(accepted.code).toBe(0)
    expect(JSON.parse(accepted.stdout)).toMatchObject({
      kind: 'compatibility',
      base: 'HEAD',
      templates: [
        {
          template: 'order-ready',
          state: 'break',
          accepted: true,
          before: expect.stringMatching(/^[0-9a-f]{64}$/),
          version: expect.stringMatching(/^[0-9a-f]{64}$/),
          findings: [
            {
              field: '/shop',
              kind: 'break',
              cause: 'required',
              remedy: [/* two steps */ expect.any(String), expect.any(String)],
            },
            { field: '/id' },
          ],
        },
      ],
    })
  })

  it('works in a subfolder of the repository, with odd names, links and a template that is gone', async () => {
    await onlySms()
    const shop = join(project.folder, 'apps/süß shop')
    await mkdir(shop, { recursive: true })
    for (const name of ['templates', 'tidings.yaml']) {
      await cp(join(project.folder, name), join(shop, name), { recursive: true })
    }
    await project.write({
      'apps/süß shop/templates/gone/template.yaml': definition('{ type: object, properties: {} }'),
      'apps/süß shop/templates/gone/sms.liquid': 'Bye',
      'apps/süß shop/templates/half/template.yaml': 'title: [',
    })
    execFileSync('ln', ['-s', '/etc', join(shop, 'templates/away')])
    commit()
    for (const name of ['gone', 'half', 'away']) await rm(join(shop, 'templates', name), { recursive: true })
    const { code, stdout, stderr } = await runCli(['check-compat', '--base', 'HEAD'], { cwd: shop })
    expect([code, stdout, stderr]).toEqual([
      0,
      'gone  removed here; what was published stays\n2 templates compared with HEAD, no service is left behind\n',
      '',
    ])
  })

  it('says what is missing: a repository, a revision, templates that can be read', async () => {
    const outside = await cli('check-compat', '--base', 'HEAD')
    expect([outside.code, outside.stderr.split('\n')[0]]).toEqual([
      2,
      `error ${project.folder}/templates is in no git repository`,
    ])
    commit()
    for (const revision of ['origin/main', '--output=x']) {
      const { code, stderr } = await cli('check-compat', `--base=${revision}`)
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining(`there is no revision \`${revision}\` in this repository\nhint: fetch it first`),
      ])
    }
    const without = await runCli(['check-compat', '--base', 'HEAD'], { cwd: project.folder, env: { PATH: '/nowhere' } })
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('git is not installed here')])
    await project.write({ 'templates/order-ready/template.yaml': 'title: [' })
    const broken = await cli('check-compat', '--base', 'HEAD')
    expect([broken.code, broken.stderr]).toEqual([
      1,
      expect.stringContaining('the contract of `order-ready` cannot be read'),
    ])
  })
})

describe('check-compat --against', () => {
  let shop: LedgerProject
  beforeAll(async () => {
    shop = await makeLedgerProject()
  })
  afterAll(() => shop.remove())

  it('names the services that have emitted with the old contract, and those without contracts', async () => {
    const text = (required: string): string =>
      `title: Pair\ncategory: news\nlane: bulk\nlocales: [en]\ndata: { type: object, required: [${required}], properties: { name: { type: string }, shop: { type: string } } }\nchannels: { sms: {} }\n`
    await shop.project.write({
      'templates/order-ready/template.yaml': text('name'),
      'templates/order-ready/sms.liquid': 'Hello {{ name }}',
    })
    commit(shop.project.folder)
    const listed = JSON.parse((await shop.cli(['generate', '--check', '--json'])).stdout) as {
      templates: { contract: string }[]
    }
    const contract = listed.templates[0]?.contract ?? ''
    await shop.rig.rows(
      `INSERT INTO tidings.names (kind, name) VALUES ('source', 'orders'), ('source', 'legacy'), ('source', 'new'), ('template', 'order-ready')`,
    )
    const seen = `INSERT INTO tidings.contracts_seen SELECT s.id, t.id, $2::uuid, now() - interval '2 hours' FROM tidings.names s, tidings.names t WHERE s.kind = 'source' AND s.name = $1 AND t.kind = 'template' AND t.name = 'order-ready'`
    await shop.rig.rows(seen, ['orders', contract.slice(0, 32)])
    await shop.rig.rows(seen, ['new', 'f'.repeat(32)])
    await shop.rig.rows(seen, ['legacy', '0'.repeat(32)])
    await shop.project.write({ 'templates/order-ready/template.yaml': text('name, shop') })
    const { code, stdout } = await shop.cli(['check-compat', '--base', 'HEAD', '--against', 'test'])
    expect(code).toBe(1)
    expect(stdout).toContain('\n  on it in test: orders (2 h ago)\n  without contracts in test: legacy (2 h ago)\n')
    const unknown = await shop.cli(['check-compat', '--base', 'HEAD', '--against', 'nowhere'])
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('nowhere')])
  })
})
