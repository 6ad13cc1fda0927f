import { expect, it } from 'vitest'

import { createMjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

const mail = (index: number): string =>
  `<mjml><mj-body><mj-section><mj-column><mj-text>${index}</mj-text></mj-column></mj-section><mj-section><mj-column><mj-carousel><mj-carousel-image src="https://a.example/${index}.png" /></mj-carousel></mj-column></mj-section></mj-body></mjml>`
const indexes = [0, 1, 2, 3, 4, 5]

it('gives the same bytes whichever worker compiles a mail', async () => {
  await using one = createMjmlCompiler()
  await using three = createMjmlCompiler({ workers: 3 })
  const alone = await Promise.all(indexes.map((index) => one.compile(mail(index))))
  expect(await Promise.all(indexes.toReversed().map((index) => three.compile(mail(index))))).toEqual(alone.toReversed())
  expect(new Set(alone.map(({ html }) => html)).size).toBe(indexes.length)
})

it('keeps as many mails as it may, and compiles a forgotten one again', async () => {
  await using compiler = createMjmlCompiler({ cached: 1, workers: 2 })
  const first = compiler.compile(mail(0))
  expect(compiler.compile(mail(0))).toBe(first)
  await compiler.compile(mail(1))
  const again = compiler.compile(mail(0))
  expect(again).not.toBe(first)
  expect(await again).toEqual(await first)
})
