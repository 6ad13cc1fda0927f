import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyEdits } from '#dispatcher/lint/apply-edits.js'
import { disablesAreUsed } from '#dispatcher/lint/disables-are-used/disables-are-used.js'
import { lintText } from '#dispatcher/lint/files/lint-files.js'
import { hasSamples } from '#dispatcher/lint/has-samples/has-samples.js'
import type { LintRule } from '#dispatcher/lint/lint-rule.js'
import { lintTemplates } from '#dispatcher/lint/lint-templates.js'
import { loadTemplate } from '#dispatcher/render/load-template.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { templateOf } from '../sound-template.js'

const brand = { name: 'main', sender: { email: 'a@shop.example', name: 'Shop', sms: 'Shop' }, variables: {} }
/** Finds each exclamation mark. */
const shouts: LintRule = {
  ...hasSamples,
  id: 'TPL491',
  check: ({ documents }, report) => {
    for (const { text, placeAt } of documents)
      for (const { index } of text.matchAll(/!(?!--|\[)/g)) report(placeAt(index), 'an exclamation mark')
  },
}
const options = { brand, brands: { main: brand }, rules: [hasSamples, shouts, disablesAreUsed] }
const inFile = (text: string, file = 'x.html') =>
  lintText(file, text, options).findings.map(({ rule, line, message }) => `${rule} ${line} ${message}`)
const found = (line: number): string => `TPL491 ${line} an exclamation mark`

describe('a disable in a file', () => {
  it.each([
    ['HTML', '<!-- tidings-disable-next TPL491: on purpose -->'],
    ['Liquid', '{% comment %} tidings-disable-next TPL491: on purpose {% endcomment %}'],
    ['short Liquid', '{%- # tidings-disable-next TPL491: on purpose -%}'],
    ['Jinja', '{# tidings-disable-next TPL491: on purpose #}'],
    ['Handlebars', '{{!-- tidings-disable-next TPL491: on purpose --}}'],
  ])('in a comment of %s covers the next element, with what is in it, and nothing behind', (_, comment) => {
    expect(inFile(`<p>a!</p>\n${comment}\n<div>\n<p>b!</p>\n</div>\n<p>c!</p>`)).toEqual([found(1), found(6)])
  })

  it('covers the next line where text follows', () => {
    expect(inFile('<!-- tidings-disable-next TPL491: on purpose -->\nHey! <p>Ho!</p>\nHi!')).toEqual([found(3)])
  })

  it('may stand before another one, and before tags of the template language', () => {
    const other = '<!-- tidings-disable-next TPL491: on purpose -->'
    expect(inFile(`${other}\n<!-- note -->{{#if a}}\n<p>a!</p>{{/if}}`)).toEqual([])
  })

  it('at the head covers the whole file', () => {
    expect(inFile('<!-- note -->\n<!-- tidings-disable TPL491: loud -->\n<p>a!</p>\n<p>b!</p>')).toEqual([])
    expect(inFile('<p>a!</p><!-- tidings-disable TPL491: loud -->')).toEqual([
      found(1),
      expect.stringMatching(/^TPL490 1 .*not at the head/),
    ])
  })

  it.each([
    ['without a reason', 'TPL491', 'gives no reason'],
    ['with a blank reason', 'TPL491:  ', 'gives no reason'],
    ['without a rule', 'because', 'names no rule'],
  ])('counts for nothing %s', (_, statement, problem) => {
    const [first, second, ...rest] = inFile(`<!-- tidings-disable-next ${statement} -->\n<p>a!</p>`)
    expect([first, second, rest]).toEqual([expect.stringContaining(`TPL490 1 this comment ${problem}`), found(2), []])
  })

  it('is a finding where it hides nothing, names no rule, or one that cannot be disabled', () => {
    expect(inFile('<!-- tidings-disable-next TPL491: x -->\n<p>a</p>')).toEqual([
      'TPL490 1 this comment disables TPL491, which finds nothing there',
    ])
    expect(inFile('<!-- tidings-disable-next TPL491, TPL999, TPL201: x -->\n<p>a!</p>')).toEqual([
      'TPL490 1 this comment names TPL999, which is no rule',
      'TPL490 1 this comment names TPL201, which cannot be disabled: what breaks it does not compile',
    ])
  })

  it('says nothing of a rule that has not run', () => {
    const { findings } = lintText('x.html', '<!-- tidings-disable-next TPL491: x -->\n<p>a</p>', {
      ...options,
      severities: { TPL491: 'off' },
    })
    expect(findings).toEqual([])
  })

  it('never hides that a file is broken', () => {
    const broken = '<!-- tidings-disable TPL201: x -->\n<mjml><mj-body></mjml>'
    expect(inFile(broken, 'x.mjml')).toEqual([expect.stringContaining('TPL490 1'), expect.stringContaining('TPL201 2')])
  })
})

describe('a disable in a template', () => {
  let mjml: MjmlCompiler
  beforeAll(() => {
    mjml = createMjmlCompiler()
  })
  afterAll(() => mjml.close())
  const inTemplate = async (files: Readonly<Record<string, string>>) => {
    const [linted] = await lintTemplates([templateOf(files)], { ...options, mjml, categories: { orders: {} } })
    return linted
  }
  const sound = templateOf({}).source
  const yaml = sound?.yaml ?? ''
  const withNote = yaml.replace(
    '  properties:\n',
    '  properties:\n    # tidings-disable-next TPL106: for the next design\n    note:\n      type: string\n',
  )

  it('in template.yaml covers the entry that follows', async () => {
    expect(withNote).not.toBe(yaml)
    const noted = await inTemplate({ 'template.yaml': withNote })
    expect(noted?.findings).toEqual([])
    const elsewhere = await inTemplate({
      'template.yaml': withNote
        .replace(/ +# tidings.*\n/, '')
        .replace('locales:', '# tidings-disable-next TPL106: x\nlocales:'),
    })
    expect(elsewhere?.findings.map(({ rule }) => rule)).toEqual(['TPL490', 'TPL106'])
  })

  it('at the head of template.yaml covers all of it', async () => {
    const whole = await inTemplate({
      'template.yaml': `# tidings-disable TPL403: none yet\n${yaml}`,
      'samples/short.json': '',
    })
    expect(whole?.findings).toEqual([])
  })

  it('reaches neither the artefact nor the message', async () => {
    const loud = '<!-- tidings-disable-next TPL491: SECRET -->'
    const mail = (sound?.files['email.mjml'] ?? '').replace('Hello {{ name }}', `${loud}<b>Hello!</b> {{ name }}`)
    const linted = await inTemplate({
      'email.mjml': mail.replace('<mj-section>', `${loud}\n<mj-section>`),
      'sms.liquid': '{% comment %}tidings-disable-next TPL491: SECRET{% endcomment %}Your order is on its way!',
    })
    expect(linted?.findings).toEqual([])
    expect(linted?.artefact).toBeDefined()
    expect(JSON.stringify(linted?.artefact)).not.toMatch(/SECRET|tidings-disable/)
    const sms =
      linted?.artefact &&
      loadTemplate(linted.artefact).render({
        channel: 'sms',
        address: '+4915112345678',
        recipient: { phone: '+4915112345678', locale: 'en' },
        data: { name: 'Ann', url: 'https://shop.example/t/1' },
        brand,
        admittedAt: new Date('2026-11-24T09:30:00Z'),
        messageId: '00000000-0000-7000-8000-000000000000.1',
      })
    expect(sms).toMatchObject({ text: 'Your order is on its way!' })
  })

  it('is not called idle while the template does not compile', async () => {
    const linted = await inTemplate({ 'sms.liquid': '{% # tidings-disable-next TPL491: x %}\n{{ nam }}' })
    expect(linted?.findings.map(({ rule }) => rule)).toEqual(['TPL104'])
  })

  it('in a shared piece is not called idle: another template may need it', async () => {
    const linted = await inTemplate({
      '_partials/hi.liquid': '{% # tidings-disable-next TPL491: x %}\nHi',
      'sms.liquid': "{% render 'hi' %} {{ name }}",
    })
    expect(linted?.findings).toEqual([])
  })
})

describe('the fix of an idle disable', () => {
  const fixed = (text: string, file = 'x.html'): string => {
    const edits = lintText(file, text, options).findings.flatMap((finding) => finding.edits ?? [])
    return applyEdits(text, edits)
  }
  const idle = '<!-- tidings-disable-next TPL491: x -->'

  it.each([
    ['takes the line where it stands alone', `<b>\n  ${idle}\n<p>a</p></b>`, '<b>\n<p>a</p></b>'],
    ['takes the comment alone from among text', `<b>${idle}<p>a</p></b>`, '<b><p>a</p></b>'],
    [
      'takes the rule that it names in vain',
      '<!-- tidings-disable-next TPL491, TPL999: x -->\n<p>!</p>',
      '<!-- tidings-disable-next TPL491: x -->\n<p>!</p>',
    ],
    [
      'takes the first of two',
      '<!-- tidings-disable-next TPL999 TPL491: x -->\n<p>!</p>',
      '<!-- tidings-disable-next TPL491: x -->\n<p>!</p>',
    ],
  ])('%s, and a second run nothing', (_, before, after) => {
    expect(fixed(before)).toBe(after)
    expect(fixed(after)).toBe(after)
  })

  it('changes nothing that is sent, and nothing that only the author can put right', () => {
    const sms = '{% comment %}tidings-disable-next TPL491: x{% endcomment %}\nHi'
    expect(fixed(sms, 'x.liquid')).toBe('\nHi')
    for (const text of [
      '{%- # tidings-disable-next TPL491: x -%}\nHi',
      '<!-- tidings-disable-next TPL491 -->\n<p>!</p>',
    ])
      expect(fixed(text, 'x.liquid')).toBe(text)
  })
})
