import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { renderSample, SampleError } from '#dispatcher/templates/testing/index.js'

let folder = ''
let config = ''
const files: Readonly<Record<string, string>> = {
  'tidings.yaml': `version: 1
environments: { local: { database: '\${DATABASE_URL}', routes: { sms: [catcher] } } }
providers: { catcher: { kind: catcher, url: 'http://127.0.0.1:9' } }
categories: { news: { title: News } }
brands:
  main: { sender: { email: a@example.com, name: Main, sms: Main } }
  other: { sender: { email: b@example.com, name: Other, sms: Other } }
`,
  'templates/ready/template.yaml': `title: Ready
category: news
lane: bulk
locales: [en, de]
data: { type: object, required: [name], properties: { name: { type: string } } }
channels: { email: { subject: 'Hi {{ name }}' }, sms: {} }
`,
  'templates/ready/email.mjml':
    '<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ name }} = ü</mj-text></mj-column></mj-section></mj-body></mjml>',
  'templates/ready/sms.liquid': 'Hello {{ name }} ({{ locale }})',
  'templates/ready/samples/one.json':
    '{ "to": { "locale": "de-AT" }, "brand": "other", "data": { "name": "Ann & Li" } }',
  'templates/ready/samples/wrong.json': '{ "to": {}, "data": { "nam": "Ann" } }',
  'templates/own/template.yaml': `title: Own
category: news
lane: bulk
brands: [other]
locales: [en]
data: { type: object, properties: {} }
channels: { sms: {} }
`,
  'templates/own/sms.liquid': 'Hello from {{ brand.name }}',
  'templates/own/samples/one.json': '{ "to": {}, "data": {} }',
  'templates/page/template.yaml': `title: Page
category: news
lane: bulk
locales: [en]
data: { type: object, required: [name], properties: { name: { type: string } } }
channels: { email: { subject: Hi } }
`,
  'templates/page/email.html': "<html><body><p>Hello {{ name }}</p>{% render 'foot' %}</body></html>",
  'templates/_partials/foot.html': '<p>The &amp; end</p>',
  'templates/page/samples/one.json': '{ "to": {}, "data": { "name": "Ann" } }',
  'templates/broken/template.yaml': 'title: [',
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidings-sample-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  config = join(folder, 'tidings.yaml')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a mail is rendered as its reader sees it, and with the same bytes again', async () => {
  const mail = await renderSample('ready', 'one', { config })
  expect(mail).toMatchObject({
    channel: 'email',
    to: 'sample@example.com',
    sender: 'Other <b@example.com>',
    subject: 'Hi Ann & Li',
    text: expect.stringContaining('Hello Ann & Li = ü'),
    html: expect.stringContaining('Hello Ann &amp; Li = ü'),
  })
  expect((await renderSample('ready', 'one', { config })).raw).toEqual(mail.raw)
})

test('locale, brand and channel are those that were asked for, else those of the sample', async () => {
  expect(await renderSample('ready', 'one', { config, channel: 'sms' })).toMatchObject({
    from: 'Other',
    text: 'Hello Ann & Li (de)',
  })
  expect(await renderSample('ready', undefined, { config, channel: 'sms', locale: 'en', brand: 'main' })).toMatchObject(
    {
      from: 'Main',
      text: 'Hello Ann & Li (en)',
    },
  )
})

test('what is wrong is said with names', async () => {
  const failure = (...[template, sample, options]: Parameters<typeof renderSample>) =>
    renderSample(template, sample, { config, ...options }).then(
      () => new Error('it was rendered'),
      (error: unknown) => error as Error,
    )
  expect(await failure('ready', 'wrong')).toBeInstanceOf(SampleError)
  const messages = [
    await failure('ready', 'wrong'),
    await failure('ready', 'two'),
    await failure('ready', 'one', { channel: 'push' }),
    await failure('ready', 'one', { brand: 'third' }),
    await failure('own', 'one', { channel: 'sms', brand: 'main' }),
    await failure('broken'),
    await failure('nothing'),
    await failure('ready', 'one', { config: join(folder, 'none.yaml') }),
  ].map(({ message }) => message.replaceAll(folder, '.'))
  expect(messages).toEqual([
    expect.stringMatching(/^sample "wrong" of "ready" does not fit the schema:\n {2}\/ lacks the property "name"/),
    'template "ready" has no sample "two"; it has one, wrong',
    'template "ready" is not sent by push; name one of its channels: email, sms',
    expect.stringMatching(/^there is no brand "third" in .*tidings\.yaml; it has main, other$/),
    'template "own" does not allow the brand "main"; it allows other',
    expect.stringMatching(
      /^template "broken" in \.\/templates does not compile:\n {2}TPL002 broken\/template\.yaml:1:/,
    ),
    expect.stringContaining('TPL001 nothing/template.yaml:1:1 there is no nothing/template.yaml'),
    expect.stringContaining('none.yaml'),
  ])
})

test('a sample without a brand is dressed in the first that the template allows', async () => {
  expect(await renderSample('own', 'one', { config, channel: 'sms' })).toMatchObject({ text: 'Hello from Other' })
})

test('a mail in HTML is rendered from its file, with partials', async () => {
  const { html, text } = await renderSample('page', 'one', { config })
  expect(html).toBe(
    '<html lang="en" dir="ltr"><head><title>Hi</title></head><body><p>Hello Ann</p><p>The &amp; end</p></body></html>',
  )
  expect(text.trim()).toBe('Hello Ann\n\nThe & end')
})
