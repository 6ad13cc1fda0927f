import { execFileSync } from 'node:child_process'
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { startPreview } from './preview/preview-page.js'
import { makeProject, type Project } from './support/project.js'
import { runCli } from './support/run-cli.js'

/** Files by path below `templates/`; a function makes what no text can say, in the folder of the project. */
type Files = Readonly<Record<string, string | Uint8Array>>

interface Case {
  readonly name: string
  readonly files?: Files
  readonly make?: (folder: string) => Promise<void> | void
  /** What lint finds, as `TPL008 order-ready/sms.liquid:1:1 …`; none: the file is read as any other. */
  readonly finds: readonly string[]
  /** Whether a bundle can be made nevertheless. Default: where nothing is found. */
  readonly bundles?: boolean
}

const sms = 'order-ready/sms.liquid'
const email = 'order-ready/email.mjml'
const yaml = 'order-ready/template.yaml'
const secret = 'SECRET-OF-ANOTHER-FOLDER'
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const large = 'a'.repeat(5_000_000)
const sample = (to: string): string => `{ "to": ${to}, "data": { "order": { "id": "A-17" } } }`
const missing = (file: string): RegExp =>
  new RegExp(`^TPL005 order-ready/template\\.yaml:\\d+:\\d+ there is no ${file}$`)

const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]']
for (const [index, name] of [...'bcdefgh'].entries()) {
  const before = 'abcdefg'[index]
  bomb.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join()}]`)
}

const outside = async (folder: string, from: string, to: string): Promise<void> => {
  await mkdir(join(folder, 'elsewhere'), { recursive: true })
  await writeFile(join(folder, 'elsewhere', 'extra.liquid'), secret)
  await symlink(join(folder, 'elsewhere', from), join(folder, 'templates', to))
}
const withReference = (reference: string) => async (folder: string) => {
  const path = join(folder, 'templates', yaml)
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace('    order:\n', `    other: { $ref: '${reference}' }\n    order:\n`))
}

const cases: readonly Case[] = [
  {
    name: 'a text in Latin-1',
    files: { [sms]: bytes('Fennel:\nCaf\xe9 {{ order.id }}') },
    finds: ['TPL008 order-ready/sms.liquid:2:4 order-ready/sms.liquid is not UTF-8', 'sms.liquid'],
  },
  {
    name: 'MJML in UTF-16',
    files: { [email]: Buffer.from('\ufeff<mjml></mjml>', 'utf16le') },
    finds: ['TPL008 order-ready/email.mjml:1:1 order-ready/email.mjml is UTF-16', 'email.mjml'],
  },
  {
    name: 'a NUL',
    files: { [sms]: 'Fennel: \0{{ order.id }}' },
    finds: ['TPL008 order-ready/sms.liquid:1:9 order-ready/sms.liquid holds a NUL', 'sms.liquid'],
  },
  { name: 'line ends of Windows', files: { [sms]: 'Fennel: order\r\n{{ order.id }}\r\n' }, finds: [] },
  { name: 'a byte order mark', files: { [sms]: '\ufeffFennel: order {{ order.id }}' }, finds: [] },
  {
    name: 'a text of 5 MB',
    files: { [sms]: large },
    finds: [
      'TPL008 order-ready/sms.liquid:1:1 order-ready/sms.liquid has 5000000 bytes; 524288 are allowed',
      'sms.liquid',
    ],
  },
  {
    name: 'a template.yaml of 5 MB',
    files: { [yaml]: `# ${large}` },
    finds: ['TPL008 order-ready/template.yaml:1:1 order-ready/template.yaml has 5000002 bytes; 524288 are allowed'],
  },
  {
    name: 'a sample of 5 MB',
    files: { 'order-ready/samples/large.json': sample(`{ "id": "${large}" }`) },
    finds: [
      'TPL008 order-ready/samples/large.json:1:1 order-ready/samples/large.json has 5000061 bytes; 524288 are allowed',
    ],
  },
  {
    name: 'a Liquid partial that includes itself',
    files: { [sms]: "{% render 'loop' %} {{ order.id }}", '_partials/loop.liquid': "{% render 'loop' %}" },
    finds: ['TPL109 _partials/loop.liquid:1:1 the partial `loop` includes itself'],
  },
  {
    name: 'an MJML partial that includes itself through another one',
    files: {
      [email]: '<mjml><mj-body><mj-include path="a.mjml" /></mj-body></mjml>',
      '_partials/a.mjml': '<mj-include path="b.mjml" />',
      '_partials/b.mjml': '<mj-include path="a.mjml" />',
    },
    finds: ['TPL205 _partials/b.mjml:1:1 _partials/a.mjml includes itself'],
  },
  {
    name: 'a link to a file outside',
    make: (folder) => outside(folder, 'extra.liquid', 'order-ready/extra.liquid'),
    finds: [
      'TPL006 order-ready/extra.liquid:1:1 order-ready/extra.liquid is a link that leads out of the templates folder',
    ],
  },
  {
    name: 'a folder of partials that is a link',
    make: (folder) => outside(folder, '.', '_partials'),
    finds: [
      'TPL006 _partials/extra.liquid:1:1 _partials/extra.liquid is a link that leads out of the templates folder',
    ],
  },
  {
    name: 'a pipe',
    make: (folder) => {
      execFileSync('mkfifo', [join(folder, 'templates/order-ready/pipe.liquid')])
    },
    finds: ['TPL008 order-ready/pipe.liquid:1:1 order-ready/pipe.liquid is no file'],
  },
  {
    name: 'an include with `..`',
    files: { [email]: '<mjml><mj-body><mj-include path="../../tidings.yaml" /></mj-body></mjml>' },
    finds: ['TPL205 order-ready/email.mjml:1:16 there is no piece `../../tidings.yaml`'],
  },
  {
    name: 'a folder with a space and one with dots',
    make: async (folder) => {
      await mkdir(join(folder, 'templates/order ready'))
      await mkdir(join(folder, 'templates/order..ready'))
    },
    finds: [
      'TPL009 order ready:1:1 the folder name "order ready" is no template name',
      'TPL009 order..ready:1:1 the folder name "order..ready" is no template name',
    ],
  },
  {
    name: 'a bomb of anchors',
    files: { [yaml]: bomb.join('\n') },
    finds: ['TPL002 order-ready/template.yaml:2:8 aliases (*name) repeat what they stand for more than 100 times'],
  },
  {
    name: 'YAML that is nested without end',
    files: { [yaml]: `data: ${'['.repeat(20_000)}` },
    finds: [expect.stringMatching(/^TPL002 order-ready\/template\.yaml:1:\d+ nested too deep$/) as string],
  },
  {
    name: 'Liquid that is nested without end',
    files: { [sms]: '{% if order %}'.repeat(20_000) },
    finds: [expect.stringMatching(/^TPL101 order-ready\/sms\.liquid:1:\d+ blocks are nested too deep$/) as string],
  },
  {
    name: 'a sample that ends too early',
    files: { 'order-ready/samples/half.json': '{\n  "to": {},\n  "data":' },
    finds: ['TPL007 order-ready/samples/half.json:3:10 the sample is no JSON: Unexpected end of JSON input'],
    bundles: true,
  },
  ...['null', '5', '[]', '"ann"'].map(
    (to): Case => ({
      name: `a sample for ${to}`,
      files: { 'order-ready/samples/odd.json': sample(to) },
      finds: ['TPL007 order-ready/samples/odd.json:1:9 to is an object, as { "email": "ann@example.com" }'],
      bundles: true,
    }),
  ),
  {
    name: 'a sample for nobody that there can be',
    files: {
      'order-ready/samples/odd.json': sample(
        '{ "email": 5, "locale": "../de", "timeZone": "Mars/North", "phone": "+49\\r\\n1", "push": [{}] }',
      ),
    },
    finds: [
      'TPL007 order-ready/samples/odd.json:1:20 to.email is a text',
      'TPL007 order-ready/samples/odd.json:1:33 `../de` is no language tag, as de-AT',
      'TPL007 order-ready/samples/odd.json:1:54 `Mars/North` is no time zone, as Europe/Berlin',
      'TPL007 order-ready/samples/odd.json:1:77 to.phone holds a line break or another control character',
      'TPL007 order-ready/samples/odd.json:1:98 to.push has { "token": "…", "app": "ios" | "android" | "web" }',
    ],
    bundles: true,
  },
  {
    name: 'a $ref to a file',
    make: withReference('file:///etc/passwd'),
    finds: [
      expect.stringMatching(/^TPL004 .*:10:20 \$ref "file:\/\/\/etc\/passwd" leads out of the schema$/) as string,
    ],
  },
  {
    name: 'a $ref to a server',
    make: withReference('https://schemas.example/order.json'),
    finds: [expect.stringMatching(/^TPL004 .*:10:20 \$ref "https:\/\/.*" leads out of the schema$/) as string],
  },
  {
    name: 'a $ref to itself',
    make: withReference('#/properties/other'),
    finds: [expect.stringMatching(/^TPL004 .* nested too deep, or a \$ref in it leads to itself$/) as string],
  },
]

async function put(folder: string, { files = {}, make }: Case): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, 'templates', path)), { recursive: true })
    await writeFile(join(folder, 'templates', path), content)
  }
  await make?.(folder)
}

interface Found {
  readonly findings: readonly {
    readonly rule: string
    readonly severity: string
    readonly file: string
    readonly line: number
    readonly column: number
    readonly message: string
  }[]
}

describe('a file that is not as it should be', () => {
  let project: Project
  beforeEach(async () => {
    project = await makeProject()
  })
  afterEach(() => project.remove())
  const cli = (...args: string[]) => runCli(args, { cwd: project.folder })

  it.each(cases)('$name', async (each) => {
    await put(project.folder, each)
    const linted = await cli('lint', '--json', '--no-cache')
    const { findings } = JSON.parse(linted.stdout) as Found
    const found = findings
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, file, line, column, message }) => `${rule} ${file}:${line}:${column} ${message}`)
    // A body that cannot be read is missed as well.
    const expected = each.finds.map((text) => (/^\w+\.\w+$/.test(text) ? expect.stringMatching(missing(text)) : text))
    expect(found).toEqual(expected)
    expect(linted.code).toBe(each.finds.length === 0 ? 0 : 1)

    const answers = [await cli('lint', '--no-cache'), await cli('generate'), await cli('bundle', '-o', 'all.json')]
    for (const { code, stdout, stderr } of answers) {
      expect([0, 1]).toContain(code)
      expect(`${stdout}${stderr}`).not.toContain(secret)
      expect(`${stdout}${stderr}`).not.toContain('call stack')
      expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
    }
    expect(answers.at(-1)?.code).toBe((each.bundles ?? each.finds.length === 0) ? 0 : 1)
  })

  it.each([
    ['in Latin-1', bytes('version: 1\nsource: caf\xe9\n')],
    ['nested without end', `version: 1\nbrands: ${'['.repeat(20_000)}`],
    ['with a bomb of anchors', `version: 1\n${bomb.join('\n')}`],
    ['that is empty', ''],
  ])('tidings.yaml %s', async (_, content) => {
    await writeFile(join(project.folder, 'tidings.yaml'), content)
    const { code, stdout, stderr } = await cli('lint')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^error the configuration has \d+ problems?\n {2}tidings\.yaml/)
    expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
  })
})

describe('the preview of files that are not as they should be', () => {
  let project: Project
  beforeAll(async () => {
    project = await makeProject()
  })
  afterAll(() => project.remove())

  it('opens, shows what is right, and says of the rest what lint says', async () => {
    const template = join(project.folder, 'templates/order-ready')
    const names: string[] = []
    for (const [index, each] of cases.entries()) {
      // Each becomes a template of its own; what changes shared pieces or needs another name stays out.
      const paths = Object.keys(each.files ?? {})
      if (each.make !== undefined || paths.some((path) => !path.startsWith('order-ready/'))) continue
      const own = await makeProject()
      await put(own.folder, each)
      const name = `bad-${index}`
      await rename(join(own.folder, 'templates/order-ready'), join(project.folder, 'templates', name))
      await own.remove()
      names.push(name)
    }
    const preview = await startPreview(project.folder)
    try {
      const list = (await (await fetch(`${preview.url}/api/templates`)).json()) as readonly { readonly name: string }[]
      expect(list.map(({ name }) => name)).toEqual([...names, 'order-ready'].sort())
      const page = await (await fetch(preview.url)).text()
      const token = /name="tidings-token" content="([\w-]{32})"/.exec(page)?.[1] ?? ''
      for (const name of [...names, 'order-ready']) {
        const answer = await fetch(`${preview.url}/api/render`, {
          method: 'POST',
          headers: { origin: preview.url, 'content-type': 'application/json', 'x-tidings-token': token },
          body: JSON.stringify({ template: name }),
        })
        expect([name, answer.status]).toEqual([name, 200])
      }
    } finally {
      await preview.stop()
    }
    await rm(template, { recursive: true })
  })
})
