import { execFile } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { configuration, makeProject, type Project, projectFiles } from '../support/project.js'
import { runCli } from '../support/run-cli.js'

let project: Project
beforeEach(async () => {
  project = await makeProject()
})
afterEach(() => project.remove())
const cli = (...args: string[]) => runCli(args, { cwd: project.folder })
const sms = 'templates/order-ready/sms.liquid'

it('says that everything is right', async () => {
  expect(await cli('lint')).toEqual({ code: 0, stdout: '1 template, 0 errors, 0 warnings\n', stderr: '' })
})

it('shows the line with a caret under the place, and how to fix it', async () => {
  await project.write({ [sms]: 'Fennel: order {{ order.number }} is ready.' })
  const { code, stdout, stderr } = await cli('lint')
  expect([code, stderr]).toEqual([1, ''])
  expect(stdout).toBe(`error TPL104  order-ready/sms.liquid:1:18  unknown value \`order.number\`, known here: order.id
  1 | Fennel: order {{ order.number }} is ready.
    |                  ^
  hint: add it to data in template.yaml, or correct the name

1 template, 1 error, 0 warnings
`)
})

it('cuts a long line around the place', async () => {
  await project.write({ [sms]: `${'word '.repeat(40)}{{ order.number }} is ready.` })
  const [, source = '', caret = ''] = (await cli('lint')).stdout.split('\n')
  expect(source.length).toBeLessThan(110)
  expect(source.slice(caret.indexOf('^')).startsWith('order.number')).toBe(true)
})

it('answers in JSON, one finding a line in JSON Lines, and in annotations', async () => {
  await project.write({ [sms]: 'Fennel: order {{ order.number }} is ready.' })
  const finding = {
    rule: 'TPL104',
    severity: 'error',
    template: 'order-ready',
    file: 'order-ready/sms.liquid',
    line: 1,
    column: 18,
  }
  const json = await cli('lint', '--output', 'json')
  expect(json.code).toBe(1)
  expect(JSON.parse(json.stdout)).toMatchObject({
    schemaVersion: 1,
    kind: 'findings',
    templates: 1,
    errors: 1,
    findings: [finding],
  })
  const [line = '', ...rest] = (await cli('lint', '--output', 'jsonl')).stdout.trimEnd().split('\n')
  expect(JSON.parse(line)).toMatchObject({ schemaVersion: 1, kind: 'findings', ...finding })
  expect(rest).toEqual([])
  expect((await cli('lint', '--output', 'github')).stdout).toBe(
    '::error file=templates/order-ready/sms.liquid,line=1,col=18,title=TPL104::unknown value `order.number`, known here: order.id%0Ahint: add it to data in template.yaml, or correct the name\n',
  )
})

it('fails over more warnings than it may let through', async () => {
  const path = 'templates/order-ready/template.yaml'
  const withNote = projectFiles[path]?.replace(
    '{ id: { type: string } }',
    '{ id: { type: string }, note: { type: string } }',
  )
  await project.write({ [path]: withNote ?? '' })
  expect((await cli('lint')).code).toBe(0)
  const { code, stdout } = await cli('lint', '--max-warnings', '0')
  expect(code).toBe(1)
  expect(stdout).toContain('TPL106')
  expect(stdout).toContain('1 template, 0 errors, 1 warning (more than 0)\n')
})

it('lints only what is named', async () => {
  await project.write({ 'templates/broken/template.yaml': 'title: [' })
  expect((await cli('lint', 'order-ready')).code).toBe(0)
  expect((await cli('lint')).code).toBe(1)
})

it('lints files that belong to no template, with or without a project', async () => {
  await project.write({
    'mails/a b.mjml': '<mjml>\n<mj-body>{{#if x}}<mj-sektion></mj-sektion>{{/if}}</mj-body>\n</mjml>',
    'mails/node_modules/c.mjml': '<mjml>',
  })
  const { code, stdout } = await cli('lint', 'mails')
  expect(code).toBe(1)
  expect(stdout).toContain('error TPL202  mails/a b.mjml:2:19  <mj-sektion> is no MJML element')
  expect(stdout).toContain('2 | <mj-body>{{#if x}}<mj-sektion>')
  expect(stdout).toMatch(/1 file, \d+ errors?, \d+ warnings?\n$/)
  const alone = await runCli(['lint', 'a b.mjml', '--output', 'github'], { cwd: `${project.folder}/mails` })
  expect(alone.stdout).toContain('::error file=a b.mjml,line=2,col=19,title=TPL202::')
})

it('takes a folder around the templates folder for all of them, and for the files beside', async () => {
  await project.write({ 'mails/a.html': '<p><b>x</p>', 'templates/_partials/unused.html': '<p><b>x</p>' })
  const { stdout } = await cli('lint', '.')
  expect(stdout.match(/^error .*/gm)).toEqual([expect.stringContaining('TPL436  mails/a.html:1:4 ')])
  expect(stdout).toContain('2 templates, 1 error,')
})

describe('templates outside of any project', () => {
  const mail = projectFiles['templates/order-ready/email.mjml'] ?? ''
  const yaml = projectFiles['templates/order-ready/template.yaml'] ?? ''
  const files = (folder: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(projectFiles)
        .filter(([path]) => path.startsWith('templates/'))
        .map(([path, text]) => [path.replace('templates/', `${folder}/`), text]),
    )
  let outside: Project
  beforeEach(async () => {
    outside = await makeProject(files('shop/mails'))
    await rm(join(outside.folder, 'tidings.yaml'))
    await rm(join(outside.folder, 'templates'), { recursive: true })
  })
  afterEach(() => outside.remove())
  const lint = (cwd: string, ...args: string[]) => runCli(['lint', ...args], { cwd: join(outside.folder, cwd) })

  it('are linted as templates, with the files beside them', async () => {
    expect(await lint('', '.')).toEqual({ code: 0, stdout: '1 template, 0 errors, 0 warnings\n', stderr: '' })
    await outside.write({
      'shop/mails/order-ready/email.mjml': mail
        .replace('order.id', 'order.number')
        .replace('mj-text>', 'mj-text>{{ brand.colour }}'),
      'shop/other/a.html': '<p><b>x</p>',
      'shop/mails/_partials/unused.html': '<p><b>x</p>',
    })
    const { code, stdout } = await lint('', 'shop')
    expect(code).toBe(1)
    expect(stdout.match(/^error .*/gm)).toEqual([
      expect.stringContaining('TPL104  shop/mails/order-ready/email.mjml:5:'),
      expect.stringContaining('TPL436  shop/other/a.html:1:4 '),
    ])
    expect(stdout).toContain('5 | <mj-text>{{ brand.colour }}Order {{ order.number }}')
    expect(stdout).toMatch(/2 templates, 2 errors/)
  })

  it('are found from within, and by one of their files', async () => {
    await outside.write({ 'shop/mails/order-ready/sms.liquid': 'Order {{ order.number }}' })
    for (const [cwd, target, file] of [
      ['shop/mails', '.', 'order-ready/sms.liquid'],
      ['shop/mails/order-ready', '.', 'sms.liquid'],
      ['shop', 'mails/order-ready/email.mjml', 'mails/order-ready/sms.liquid'],
    ] as const) {
      const answer = await lint(cwd, target)
      expect([answer.code, answer.stdout.split('\n')[0]]).toEqual([1, expect.stringContaining(`TPL104  ${file}:1:10`)])
    }
  })

  it('need no tidings.yaml for categories, brands and links to unsubscribe', async () => {
    await outside.write({
      'shop/mails/order-ready/template.yaml': yaml.replace('order-updates', 'offers').replace('transactional', 'bulk'),
      'shop/mails/order-ready/email.mjml': mail
        .replace('<mj-text>', '<mj-text color="{{ brand.colour }}">')
        .replace(
          '</mj-text>',
          '<a href="{{ brand.shop }}/o">{{ brand.postal_address }}</a> <a href="{{ unsubscribe_url }}">Unsubscribe</a></mj-text>',
        ),
      'shop/mails/order-ready/email.de.mjml': mail.replace(
        '</mj-text>',
        '{{ brand.postal_address }} {{ brand.shop }}{{ brand.colour }} <a href="{{ unsubscribe_url }}">Abbestellen</a></mj-text>',
      ),
    })
    const { stdout } = await lint('shop', 'mails')
    // What customers are sent as marketing says in every channel how to end it.
    expect(new Set(stdout.match(/TPL\d+/g))).toEqual(new Set(['TPL707']))
  })

  it('are told from what other programs call template.yaml', async () => {
    await outside.write({
      'stack/template.yaml': 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {}\n',
      'stack/a.html': '<p><b>x</p>',
    })
    expect((await lint('', 'stack')).stdout).toMatch(/error TPL436 {2}stack\/a\.html:1:4/)
  })
})

it('lints what comes on stdin', async () => {
  const { code, stdout } = await runCli(['lint', '-'], { cwd: '/', stdin: '<mjml>\n  <mj-body><p></mj-body></mjml>' })
  expect(code).toBe(1)
  expect(stdout).toContain('stdin.mjml:2:12')
  expect(stdout).toContain('2 | <mj-body><p></mj-body></mjml>')
})

it('takes a path below the templates folder for its template, as hooks of editors and git name it', async () => {
  await project.write({ 'templates/broken/template.yaml': 'title: [', 'templates/_partials/x.mjml': '<mj-text/>' })
  expect((await cli('lint', 'templates/order-ready/sms.liquid')).code).toBe(0)
  expect((await cli('lint', 'templates/broken')).code).toBe(1)
  expect((await cli('lint', 'templates/_partials/x.mjml')).stdout).toContain('2 templates')
})

it('says what it cannot lint', async () => {
  await project.write({ 'notes.txt': '' })
  expect(await cli('lint', 'notes.txt')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('neither MJML nor HTML'),
  })
  expect(await cli('lint', 'mails/x.mjml')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no file or folder mails/x.mjml'),
  })
  expect(await cli('lint', 'order-raedy')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('did you mean `order-ready`?'),
  })
})

it('answers in SARIF and JUnit XML, and adds annotations where GitHub runs it', async () => {
  await project.write({ [sms]: 'Fennel: order {{ order.number }} is ready.' })
  const sarif = await cli('lint', '--output', 'sarif')
  expect(sarif.code).toBe(1)
  expect(JSON.parse(sarif.stdout)).toMatchObject({
    version: '2.1.0',
    runs: [{ results: [{ ruleId: 'TPL104', locations: [{ physicalLocation: { artifactLocation: { uri: sms } } }] }] }],
  })
  expect((await cli('lint', '--output', 'junit')).stdout).toContain(
    '<testsuite name="order-ready" tests="1" failures="1"',
  )
  const summary = join(project.folder, 'summary.md')
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }
  const onGithub = await runCli(['lint'], { cwd: project.folder, env })
  expect(onGithub.stdout).toMatch(/1 template, 1 error, 0 warnings\n::error file=templates\/order-ready\/sms.liquid/)
  expect(await readFile(summary, 'utf8')).toContain(
    `| error | TPL104 | ${sms}:1:18 | unknown value &#96;order.number&#96;`,
  )
})

it('counts rules for what tidings.yaml says, and lets through as many warnings', async () => {
  const lintOf = (settings: string) => project.write({ 'tidings.yaml': `${configuration}lint: ${settings}\n` })
  await rm(join(project.folder, 'templates/order-ready/samples'), { recursive: true })
  await lintOf('{ rules: { TPL403: error } }')
  expect(await cli('lint')).toMatchObject({ code: 1, stdout: expect.stringContaining('error TPL403') })
  await lintOf('{ maxWarnings: 0 }')
  expect(await cli('lint')).toMatchObject({ code: 1, stdout: expect.stringContaining('(more than 0)') })
  expect((await cli('lint', '--max-warnings', '1')).code).toBe(0)
  await lintOf('{ rules: { TPL403: off } }')
  expect(await cli('lint')).toMatchObject({ code: 0, stdout: '1 template, 0 errors, 0 warnings\n' })
})

it('knows which rules there are to set', async () => {
  await project.write({ 'tidings.yaml': `${configuration}lint: { rules: { TPL4O3: off, TPL104: off } }\n` })
  const { code, stderr } = await cli('lint')
  expect(code).toBe(2)
  expect(stderr).toContain('there is no lint rule "TPL4O3"; did you mean "TPL4')
  expect(stderr).toContain('rule "TPL104" is always an error: what breaks it does not compile')
})

it('lists and explains the rules', async () => {
  const { rules } = JSON.parse((await cli('lint', '--rules', '--json')).stdout) as { rules: readonly object[] }
  expect(rules).toContainEqual(expect.objectContaining({ id: 'TPL104', group: 'compiling', adjustable: false }))
  expect(rules).toContainEqual(expect.objectContaining({ id: 'TPL403', group: 'data', severity: 'warning' }))
  expect((await cli('lint', '--rules')).stdout).toContain('TPL403  data')
  const { stdout } = await cli('lint', '--explain', 'tpl403')
  expect(stdout).toContain('TPL403  A template has at least one sample.\nwarning · data\n')
  expect(stdout).toContain('bad: no samples/short.json\n')
  expect(await cli('lint', '--explain', 'TPL999')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no lint rule'),
  })
})

it('remembers what it found in .tidings, unless told not to', async () => {
  const cache = join(project.folder, '.tidings/cache/lint')
  await project.write({ [sms]: 'Fennel: order {{ order.number }} is ready.' })
  const fresh = await cli('lint', '--no-cache')
  await expect(stat(cache)).rejects.toThrow('ENOENT')
  const first = await cli('lint')
  expect((await stat(cache)).isDirectory()).toBe(true)
  expect([await cli('lint'), first]).toEqual([fresh, fresh])
})

describe('--base', () => {
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], { cwd: project.folder })
  const names = async (...args: string[]): Promise<string> =>
    (await cli('lint', ...args)).stdout.trim().split('\n').at(-1) ?? ''

  it('lints what has changed since a revision, what uses it, and what is new', async () => {
    const yaml = projectFiles['templates/order-ready/template.yaml'] ?? ''
    for (const name of ['uses', 'other']) {
      await project.write({
        [`templates/${name}/template.yaml`]: yaml
          .replace('[email, sms]', '[sms]')
          .replace(/ {2}email:[\s\S]*?(?= {2}sms)/, ''),
        [`templates/${name}/sms.liquid`]:
          name === 'uses' ? "{% render 'sign' %} {{ order.id }}" : 'Order {{ order.id }}',
      })
    }
    await project.write({ 'templates/_partials/sign.liquid': 'Fennel' })
    await git('init', '-q', '-b', 'main')
    await git('add', '-A')
    await git('commit', '-qm', 'one')
    expect(await names('--base', 'main')).toBe('0 templates, 0 errors, 0 warnings')
    await project.write({ 'templates/_partials/sign.liquid': 'Fennel, your crate' })
    expect(await names('--base', 'main')).toMatch(/^1 template,/)
    await project.write({ 'templates/new one/template.yaml': '' })
    expect(await names('--base', 'HEAD')).toMatch(/^2 templates,/)
    await project.write({ 'tidings.yaml': `${configuration}\n` })
    expect(await names('--base', 'HEAD')).toMatch(/^4 templates,/)
  })

  it('says what is missing', async () => {
    expect(await cli('lint', '--base', 'main')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('needs a git repository'),
    })
    await git('init', '-q')
    expect(await cli('lint', '--base=--output=x')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('knows no revision'),
    })
  })
})

it('fixes what can be fixed, once', async () => {
  const path = 'templates/order-ready/email.mjml'
  const before = projectFiles[path] ?? ''
  await project.write({
    [path]: before.replace('    <mj-section>', '    <!-- tidings-disable-next TPL403: x -->\n    <mj-section>'),
  })
  expect(await cli('lint', '--max-warnings', '0')).toMatchObject({ code: 1 })
  const fixed = await cli('lint', '--fix')
  expect([fixed.code, fixed.stderr]).toEqual([0, '1 finding fixed\n'])
  expect(await readFile(join(project.folder, path), 'utf8')).toBe(before)
  expect((await cli('lint', '--fix')).stderr).toBe('0 findings fixed\n')
})

it('lints again on save until it is told to end', async () => {
  const ending = new AbortController()
  let broken = false
  const answer = await runCli(['lint', '--watch'], {
    cwd: project.folder,
    signal: ending.signal,
    heard: (stdout) => {
      if (stdout.includes('TPL104')) ending.abort()
      // chokidar tells of no change before it has looked around; it is asked until it does.
      else if (!broken && stdout.includes('0 errors')) {
        broken = true
        void keepBreaking(ending.signal)
      }
    },
  })
  expect(answer.code).toBe(0)
  expect(answer.stdout).toMatch(/1 template, 0 errors, 0 warnings\n[\s\S]*TPL104[\s\S]*1 template, 1 error/)

  async function keepBreaking(signal: AbortSignal): Promise<void> {
    for (let round = 0; !signal.aborted; round++) {
      await project.write({ [sms]: `Fennel ${round}: {{ order.number }}` })
      await sleep(200)
    }
  }
})

it('says what the mail clients of lint.clients ignore', async () => {
  const mail = 'templates/order-ready/email.mjml'
  const style = '<mj-head><mj-style>.row { display: flex }</mj-style></mj-head>'
  await project.write({ [mail]: (projectFiles[mail] ?? '').replace('<mjml>', `<mjml>${style}`) })
  expect((await cli('lint')).stdout).toContain(
    'TPL600  order-ready/email.mjml:1:33  `display: flex` is ignored by Outlook for Windows 2019',
  )
  await project.write({ 'tidings.yaml': `${configuration}lint: { clients: [apple-mail.ios] }\n` })
  expect((await cli('lint')).stdout).toBe('1 template, 0 errors, 0 warnings\n')
})
