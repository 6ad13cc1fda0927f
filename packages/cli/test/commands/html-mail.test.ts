import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { makeProject, type Project, projectFiles } from '../support/project.js'
import { runCli } from '../support/run-cli.js'

const page = (text: string): string => `<!DOCTYPE html>
<html>
  <head>
    <style>.card { padding: 12px }</style>
  </head>
  <body>
    <table role="presentation"><tr><td class="card">${text}{% render 'sign' %}</td></tr></table>
  </body>
</html>
`

let project: Project
beforeEach(async () => {
  project = await makeProject({
    'templates/order-ready/email.html': page('<p>Order {{ order.id }} waits for you.</p>'),
    'templates/order-ready/email.de.html': page('<p>Bestellung {{ order.id }} wartet auf Sie.</p>'),
    'templates/_partials/sign.html': '<p>Fennel <b>kitchens</b></p>',
  })
  for (const file of ['email.mjml', 'email.de.mjml']) await rm(join(project.folder, 'templates/order-ready', file))
})
afterEach(() => project.remove())
const cli = (...args: string[]) => runCli(args, { cwd: project.folder })

it('is linted, with its place in the HTML that its author wrote', async () => {
  expect(await cli('lint')).toEqual({ code: 0, stdout: '1 template, 0 errors, 0 warnings\n', stderr: '' })
  await project.write({
    'templates/order-ready/email.html': page('<div><p style="gap:4px">Order {{ order.id }} waits for you.</p>'),
    'templates/order-ready/email.de.html': page('<p>Bestellung {{ order.nr }} wartet auf Sie.</p>'),
  })
  const { code, stdout } = await cli('lint', '--no-cache')
  expect(code).toBe(1)
  expect(stdout).toContain('error TPL436  order-ready/email.html:7:53  <div> is not closed before </td>')
  expect(stdout).toContain('error TPL104  order-ready/email.de.html:7:70  unknown value `order.nr`')
})

it('is rendered in each locale, with its text part', async () => {
  const { stdout } = await cli('render', 'order-ready', '--html', '--locale', 'de')
  expect(stdout).toContain('<html lang="de" dir="ltr">')
  expect(stdout).toContain('<p>Bestellung A-17 wartet auf Sie.</p><p>Fennel <b>kitchens</b></p>')
  expect((await cli('render', 'order-ready')).stdout).toMatch(/Order A-17 waits for you\.\n\n.*Fennel kitchens\n/)
})

it('is bundled, typed, and a schema is inferred from it', async () => {
  expect((await cli('bundle', '-o', 'all.json')).code).toBe(0)
  const bundle = await readFile(join(project.folder, 'all.json'), 'utf8')
  expect(bundle).toContain('email.de.html')
  expect((await cli('generate')).code).toBe(0)
  const yaml = projectFiles['templates/order-ready/template.yaml'] ?? ''
  await project.write({ 'templates/order-ready/template.yaml': yaml.replace(/^data:\n(?: .*\n)+/m, '') })
  expect((await cli('templates', 'infer', 'order-ready')).stdout).toContain('- order')
  await rm(join(project.folder, 'templates/order-ready/samples'), { recursive: true })
  await rm(join(project.folder, 'templates/order-ready/sms.liquid'))
  await rm(join(project.folder, 'templates/order-ready/sms.de.liquid'))
  expect((await cli('templates', 'infer', 'order-ready')).stdout).toContain('- id')
})

it('has a table of what clients know of its CSS', async () => {
  await project.write({ 'templates/order-ready/email.html': page('<p style="gap:4px">Order {{ order.id }}</p>') })
  expect((await cli('templates', 'support', 'order-ready')).stdout).toMatch(/ gap: +1 +order-ready\/email\.html:7:63 /)
})

it('is linted with --base where a partial in HTML has changed that it renders', async () => {
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], { cwd: project.folder })
  await git('init', '-q', '-b', 'main')
  await git('add', '-A')
  await git('commit', '-qm', 'one')
  expect((await cli('lint', '--base', 'main')).stdout).toMatch(/^0 templates/)
  await project.write({ 'templates/_partials/sign.html': '<p>Fennel</p>' })
  expect((await cli('lint', '--base', 'main')).stdout).toMatch(/^1 template,/)
})

it('gets its language by --fix where the name of a single file tells it', async () => {
  const mail = '<html>\n<head><title>Hallo</title></head><body><p>Hallo</p></body></html>\n'
  await project.write({ 'mails/order.de.html': mail, 'mails/order.html': mail })
  const { stdout, stderr } = await cli('lint', 'mails', '--fix')
  expect(stderr).toBe('1 finding fixed\n')
  expect(stdout.match(/TPL570 {2}\S+/g)).toEqual(['TPL570  mails/order.html:1:1'])
  expect(await readFile(join(project.folder, 'mails/order.de.html'), 'utf8')).toBe(
    mail.replace('<html>', '<html lang="de">'),
  )
  expect((await cli('lint', 'mails', '--fix')).stderr).toBe('0 findings fixed\n')
})
