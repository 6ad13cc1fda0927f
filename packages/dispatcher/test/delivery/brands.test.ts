import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { publish } from '#dispatcher/flows/publish.js'
import { compileTemplate, createMjmlCompiler, readTemplates } from '#dispatcher/templates/index.js'

import { type Rig, rigYaml, setUpRig } from '../support/rig.js'

const yaml = rigYaml.replace(
  'brands:\n',
  `brands:
  berry: { sender: { email: hello@berry.example, name: Berry }, assetBase: 'https://cdn.berry.example/mail/' }
  cherry: { sender: { email: hello@cherry.example, name: Cherry } }
`,
)

const files: Readonly<Record<string, string>> = {
  'menu/template.yaml': `title: Menu
category: news
lane: transactional
locales: [en]
brands: [main, berry]
data: { type: object, properties: {} }
channels: { email: { subject: Menu } }
`,
  'menu/email.mjml':
    '<mjml><mj-body><mj-section><mj-column><mj-include path="top.mjml" /><mj-image src="_assets/mark.png" alt="" /></mj-column></mj-section></mj-body></mjml>',
  '_partials/top.mjml': '<mj-text>The shop</mj-text>',
  '_assets/mark.png': 'a mark',
  '_brands/berry/_partials/top.mjml': '<mj-text>The berry farm</mj-text>',
  '_brands/berry/_assets/mark.png': 'a berry',
}

let rig: Rig
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidings-brands-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  rig = await setUpRig({ yaml })
  const [read] = await readTemplates(folder)
  await using mjml = createMjmlCompiler()
  const { categories, brands } = rig.configuration
  const compiled = read?.source && (await compileTemplate(read.source, { mjml, categories, brands }))
  if (compiled?.artefact === undefined) throw new Error(JSON.stringify([read?.findings, compiled?.findings]))
  await publish(rig.ledger, compiled.artefact, read?.source, { environment: 'test', byWhom: 'test' })
  await rig.start()
})
afterAll(async () => {
  await rig?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('each message gets the pieces and the pictures of its brand', async () => {
  await rig.tidings.emit('menu', { to: { email: 'ann@example.com' }, data: {}, brand: 'berry' })
  await rig.tidings.emit('menu', { to: { email: 'bob@example.com' }, data: {} })
  await rig.settled()
  const caught = await Promise.all((await rig.catcher.list()).map(({ n }) => rig.catcher.get(n)))
  const htmlOf = (to: string): string => caught.find((message) => message?.to === to)?.mail?.html ?? ''
  expect(htmlOf('ann@example.com')).toContain('The berry farm')
  expect(htmlOf('ann@example.com')).toMatch(/src="https:\/\/cdn\.berry\.example\/mail\/mark\.[0-9a-f]{8}\.png"/)
  expect(htmlOf('bob@example.com')).toContain('The shop')
  // Nobody serves its pictures, and outside of production that stops nothing.
  expect(htmlOf('bob@example.com')).toMatch(/src="https:\/\/assets\.example\.com\/mark\.[0-9a-f]{8}\.png"/)
  const names = caught.map((message) => /mark\.[0-9a-f]{8}/.exec(message?.mail?.html ?? '')?.[0])
  expect(new Set(names).size).toBe(2)
})

test('an intent of a brand that the template does not allow is refused, with what it allows', async () => {
  const { id } = await rig.tidings.emit('menu', { to: { email: 'ann@example.com' }, data: {}, brand: 'cherry' })
  await rig.settled()
  const [refused] = await rig.rows<{ reasons: unknown }>('SELECT reasons FROM tidings.refused WHERE id = $1', [id])
  expect(refused?.reasons).toEqual([
    {
      code: 'brand-not-allowed',
      path: '/data/brand',
      message: 'names the brand "cherry", and menu is dressed in main, berry only',
    },
  ])
})
