import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type LedgerProject, makeLedgerProject } from '../support/ledger-project.js'

const files: Readonly<Record<string, string>> = {
  'templates/menu/template.yaml':
    'title: Menu\ncategory: news\nlane: bulk\nlocales: [en]\ndata: { type: object, properties: { dish: { type: string } }, required: [dish] }\nchannels: { email: { subject: Menu } }\n',
  'templates/menu/email.mjml':
    '<mjml><mj-body><mj-section><mj-column><mj-image src="_assets/mark.png" alt="" /><mj-image src="_assets/dishes/{{ dish }}.png" alt="" /></mj-column></mj-section></mj-body></mjml>',
  'templates/_assets/mark.png': 'the mark',
  'templates/_assets/unused.png': 'nobody shows it',
  'templates/_assets/dishes/red soup.png': 'a soup',
  'templates/_assets/dishes/pie.png': 'a pie',
  'templates/_brands/berry/_assets/mark.png': 'a berry',
}

let shop: LedgerProject
beforeAll(async () => {
  shop = await makeLedgerProject()
  const yaml = join(shop.project.folder, 'tidings.yaml')
  const brands = `brands:
  berry: { sender: { email: a@berry.example, name: Berry }, assetBase: 'https://cdn.berry.example' }
`
  await shop.project.write(files)
  await writeFile(yaml, (await readFile(yaml, 'utf8')).replace('brands:\n', brands))
})
afterAll(() => shop.remove())

const written = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(join(shop.project.folder, folder), { recursive: true })
  return names.filter((name) => name.endsWith('.png')).sort()
}
const expected = ['dishes/pie.#.png', 'dishes/red soup.#.png', 'mark.#.png', 'mark.#.png']
const spelt = (names: readonly string[]) => names.map((name) => name.replace(/\.[0-9a-f]{8}\./, '.#.'))

test('publish writes the files that templates show, for every brand, and says what to do with them', async () => {
  const { code, stdout } = await shop.cli(['publish', 'menu'])
  expect(code).toBe(0)
  expect(stdout.split('\n')[1]).toBe('upload .tidings/assets to https://cdn.berry.example: 4 files, 26 B, 4 new')
  const names = await written('.tidings/assets')
  expect(spelt(names)).toEqual(expected)
  const marks = names.filter((name) => name.startsWith('mark'))
  const texts = await Promise.all(
    marks.map((name) => readFile(join(shop.project.folder, '.tidings/assets', name), 'utf8')),
  )
  expect(texts.sort()).toEqual(['a berry', 'the mark'])
})

test('files that are there already are left alone; those of a changed picture come beside them', async () => {
  const folder = join(shop.project.folder, '.tidings/assets')
  const times = async (): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries(
      await Promise.all(
        (await written('.tidings/assets')).map(
          async (name) => [name, (await stat(join(folder, name))).mtimeMs] as const,
        ),
      ),
    )
  const before = await times()
  expect((await shop.cli(['publish', 'menu'])).stdout).toContain('4 files, 26 B, none of them new')
  expect(await times()).toEqual(before)
  await shop.project.write({ 'templates/_assets/dishes/pie.png': 'another pie' })
  const { stdout } = await shop.cli(['publish', 'menu'])
  expect(stdout).toContain('now active in test')
  expect(stdout).toContain('4 files, 32 B, 1 new')
  expect(await times()).toMatchObject(before)
  expect(Object.keys(await times())).toHaveLength(5)
})

test('a file that was cut off is written again', async () => {
  const [name = ''] = (await written('.tidings/assets')).filter((each) => each.startsWith('dishes/red'))
  await writeFile(join(shop.project.folder, '.tidings/assets', name), 'a s')
  expect((await shop.cli(['publish', 'menu'])).stdout).toContain('1 new')
  expect(await readFile(join(shop.project.folder, '.tidings/assets', name), 'utf8')).toBe('a soup')
})

test('bundle writes them to the folder that is named, and says so beside a bundle on stdout', async () => {
  const bundled = await shop.cli(['bundle', 'menu', '--assets', 'out/pictures', '-o', '-'])
  expect(bundled.stderr).toContain('upload out/pictures to https://cdn.berry.example: 4 files')
  expect(JSON.parse(bundled.stdout)).toMatchObject({ kind: 'tidings-bundle' })
  expect(spelt(await written('out/pictures'))).toEqual(expected)
})

test('the answer as JSON has the folder', async () => {
  const { stdout } = await shop.cli(['publish', 'menu', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    assets: { folder: join(shop.project.folder, '.tidings/assets'), files: 4, bases: ['https://cdn.berry.example'] },
  })
})

test('production takes no template whose pictures a brand serves nowhere', async () => {
  const { code, stdout } = await shop.cli(['publish', 'menu', '--env', 'live', '--confirm', 'live'])
  expect(code).toBe(1)
  expect(stdout).toContain(
    'the template shows files of _assets/, and the brand main does not say where they are served',
  )
  expect(stdout).toContain('menu  not published')
  await shop.project.write({
    'templates/menu/template.yaml': `${files['templates/menu/template.yaml']}brands: [berry]\n`,
  })
  const second = await shop.cli(['publish', 'menu', '--env', 'live', '--confirm', 'live'])
  // It is taken as far as the ledger, which belongs to another environment.
  expect(second.stderr).toContain('environment "test"')
})
