import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { makeProject, type Project, projectFiles } from '../support/project.js'
import { runCli } from '../support/run-cli.js'

let project: Project
const file = 'templates/order-ready/template.yaml'
const withSchema = projectFiles[file] ?? ''
const without = withSchema.replace(/^data:\n(?: .*\n)+/m, '')
beforeEach(async () => {
  project = await makeProject({ [file]: without })
})
afterEach(() => project.remove())
const cli = (...args: string[]) => runCli(args, { cwd: project.folder })

const yaml = `data:
  type: object
  required:
    - order
  properties:
    order:
      type: object
      required:
        - id
      properties:
        id:
          type: string
`

it('prints a schema, and with --write puts it into template.yaml, once', async () => {
  const note = '  it says what the template and its samples show: add lengths, formats and choices that you know of\n'
  expect(await cli('templates', 'infer', 'order-ready')).toEqual({ code: 0, stdout: yaml, stderr: note })
  expect(await readFile(join(project.folder, file), 'utf8')).toBe(without)
  expect((await cli('templates', 'infer', 'order-ready', '--write')).stdout).toBe(`${file} written\n`)
  expect(await readFile(join(project.folder, file), 'utf8')).toBe(without.replace('channels:', `${yaml}channels:`))
  expect((await cli('lint')).code).toBe(0)
  const again = await cli('templates', 'infer', 'order-ready', '--write')
  expect([again.code, again.stderr.split('\n')[0]]).toEqual([1, `error ${file} has a schema already`])
})

it('answers in JSON, and says what is wrong with a template that cannot be read', async () => {
  const { stdout } = await cli('templates', 'infer', 'order-ready', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'schema', template: 'order-ready', schema: { required: ['order'] } })
  await project.write({ 'templates/order-ready/sms.liquid': '{{ order' })
  const broken = await cli('templates', 'infer', 'order-ready')
  expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('TPL101 order-ready/sms.liquid:1:')])
})
