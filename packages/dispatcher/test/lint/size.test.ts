import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mailWith, yamlWith } from '#dispatcher/lint/example-mail.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { findInFile, findInTemplate } from './find-in.js'

let mjml: MjmlCompiler
beforeAll(() => {
  mjml = createMjmlCompiler()
})
afterAll(() => mjml.close())

describe('TPL520 and TPL521, the size of a mail', () => {
  it('is that of the file where there is no template, in bytes', () => {
    const page = (length: number) => `<p>${'ä'.repeat((length - 7) / 2)}</p>`
    expect(findInFile('TPL520', page(102_401))).toEqual([
      '1:1 the file has 102,401 bytes of HTML, and Gmail clips at 102,400',
    ])
    expect(findInFile('TPL521', page(102_401))).toEqual([])
    expect(findInFile('TPL521', page(80_001))).toHaveLength(1)
    expect([...findInFile('TPL520', page(79_999)), ...findInFile('TPL521', page(79_999))]).toEqual([])
  })

  it('is that of the largest sample, and named by it', async () => {
    const items = (count: number) =>
      JSON.stringify({
        to: {},
        data: { name: 'Ann', url: 'https://shop.example/1', items: new Array(count).fill('bread and butter') },
      })
    const example = {
      ...yamlWith({
        required: 'items',
        property: 'items: { type: array, maxItems: 9000, items: { type: string, maxLength: 20 } }',
      }),
      ...mailWith('<mj-text>{% for item in items %}<p>{{ item }}</p>{% else %}None{% endfor %}</mj-text>'),
      'samples/long.json': items(4600),
      'samples/short.json': items(2),
    }
    expect(await findInTemplate('TPL520', example, mjml)).toEqual([
      expect.stringMatching(/^email\.mjml 1:1 sample long in en has 1\d\d,\d{3} bytes of HTML/),
    ])
    expect(await findInTemplate('TPL520', { ...example, 'samples/long.json': items(20) }, mjml)).toEqual([])
  })
})
