import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { runCli } from '../support/run-cli.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidings-init-'))
})
afterEach(() => rm(folder, { recursive: true }))
const cli = (...args: string[]) => runCli(args, { cwd: folder })

it('makes a project that lints clean, and says what comes next', async () => {
  const { code, stdout, stderr } = await cli('init', 'shop', '--yes', '--no-install')
  expect([code, stdout]).toEqual([0, ''])
  expect(
    stderr,
  ).toBe(`  created package.json · tsconfig.json · tidings.yaml · src/emit.ts · .github/workflows/templates.yml · templates/order-shipped
  next: cd shop && npm install && npx tidings dev
`)
  const inShop = (...args: string[]) => runCli(args, { cwd: join(folder, 'shop') })
  expect(await inShop('lint')).toEqual({ code: 0, stdout: '1 template, 0 errors, 0 warnings\n', stderr: '' })
  expect((await inShop('generate')).stdout).toBe('src/tidings.gen.ts written  1 contract\n')
  const { name, dependencies } = JSON.parse(await readFile(join(folder, 'shop/package.json'), 'utf8')) as {
    name: string
    dependencies: Record<string, string>
  }
  expect(name).toBe('shop')
  expect(Object.keys(dependencies)).toEqual(['@tidings/sdk', 'pg'])
})

it.each(['one-time-code', 'weekly-menu'])('starts with %s as well', async (template) => {
  await cli('init', '.', '--yes', '--no-install', '--template', template)
  expect((await cli('lint')).stdout).toBe('1 template, 0 errors, 0 warnings\n')
  expect(await readFile(join(folder, 'src/emit.ts'), 'utf8')).toContain(`tidings.emit('${template}'`)
})

it('never overwrites', async () => {
  await writeFile(join(folder, 'package.json'), '{ "name": "mine" }')
  const first = await cli('init', '--yes', '--no-install')
  expect(first.stderr).toContain('  kept    package.json\n  add to your package.json: npm install @tidings/sdk@^')
  expect(await readFile(join(folder, 'package.json'), 'utf8')).toBe('{ "name": "mine" }')
  await writeFile(join(folder, 'tidings.yaml'), 'mine')
  await writeFile(join(folder, 'templates/order-shipped/email.mjml'), 'mine')
  const again = await cli('init', '--yes', '--no-install')
  expect(again.stderr).toContain('everything is there already; nothing was changed')
  expect(await readFile(join(folder, 'tidings.yaml'), 'utf8')).toBe('mine')
  expect(await readFile(join(folder, 'templates/order-shipped/email.mjml'), 'utf8')).toBe('mine')
})

it('asks nothing and installs nothing where nobody can be asked', async () => {
  const { stderr } = await cli('init')
  expect(stderr).toContain('next: npm install && npx tidings dev')
  expect(await readdir(folder)).not.toContain('node_modules')
})

const workflow = '.github/workflows/templates.yml'
const isThere = (path: string): Promise<boolean> =>
  access(join(folder, path)).then(
    () => true,
    () => false,
  )

it('writes a workflow only where it is asked for one, or asked nothing', async () => {
  await cli('init', 'asked', '--ci')
  await cli('init', 'refused', '--yes', '--no-ci', '--no-install')
  await cli('init', 'silent')
  expect(await Promise.all(['asked', 'refused', 'silent'].map((name) => isThere(join(name, workflow))))).toEqual([
    true,
    false,
    false,
  ])
})

it('puts the workflow of a project among others where GitHub looks for it, but not without being told', async () => {
  await mkdir(join(folder, '.git'))
  await cli('init', 'mail', '--yes', '--no-install')
  expect(await isThere(workflow)).toBe(false)
  const { stderr } = await cli('init', 'mail', '--yes', '--ci', '--no-install')
  expect(stderr).toContain(`created ${join('..', workflow)}`)
  expect(await readFile(join(folder, workflow), 'utf8')).toContain('working-directory: mail\n')
  await writeFile(join(folder, workflow), 'mine')
  await cli('init', 'mail', '--yes', '--ci', '--no-install')
  expect(await readFile(join(folder, workflow), 'utf8')).toBe('mine')
})

it('installs from tarballs that lie in a folder', async () => {
  for (const name of ['sdk', 'dispatcher', 'cli']) await writeFile(join(folder, `tidings-${name}.tgz`), '')
  await cli('init', 'shop', '--yes', '--no-install', '--from', '.')
  const text = await readFile(join(folder, 'shop/package.json'), 'utf8')
  expect(text).toContain(`"@tidings/cli": "file:${join(folder, 'tidings-cli.tgz')}"`)
})

it('answers in JSON', async () => {
  const { stdout, stderr } = await cli('init', 'my shop!', '--yes', '--no-install', '--json')
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'project',
    folder: join(folder, 'my shop!'),
    installed: false,
    next: ['cd my shop!', 'npm install', 'npx tidings dev'],
  })
  expect(await readFile(join(folder, 'my shop!/tidings.yaml'), 'utf8')).toContain('source: my-shop ')
})
