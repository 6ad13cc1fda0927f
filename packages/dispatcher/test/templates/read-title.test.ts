import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTitle, titleIn } from '#dispatcher/templates/load/read-title.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidings-titles-'))
  for (const name of ['a', 'b', 'c']) await mkdir(join(folder, 'templates', name), { recursive: true })
  await writeFile(join(folder, 'templates/a/template.yaml'), 'category: x\r\ntitle: Order ready\r\nlane: bulk\r\n')
  await writeFile(join(folder, 'outside.yaml'), 'title: Secret\n')
  await symlink(join(folder, 'outside.yaml'), join(folder, 'templates/b/template.yaml'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the title of a template', () => {
  it('is read without the rest of its definition', () => {
    expect(readTitle(join(folder, 'templates'), 'a')).toBe('Order ready')
  })

  it('is the name of the template where no file in the folder says it', () => {
    for (const name of ['b', 'c', 'd', '../a']) expect(readTitle(join(folder, 'templates'), name)).toBe(name)
  })

  it('may be quoted, and ends before a comment', () => {
    for (const [yaml, title] of [
      ['title: Plain words # why', 'Plain words'],
      ['title: "Your order: ready"', 'Your order: ready'],
      ["title: 'One # two'  # three", 'One # two'],
      ['title:', undefined],
      ['nested:\n  title: x', undefined],
      ['', undefined],
    ] as const) {
      expect(titleIn(yaml)).toBe(title)
    }
  })
})
