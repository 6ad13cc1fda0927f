import { simpleParser } from 'mailparser'
import { expect, it } from 'vitest'

import { mailOf } from '#dispatcher/lint/document/rendered-mail.js'
import type { LintRule } from '#dispatcher/lint/lint-rule.js'
import type { LintRender } from '#dispatcher/lint/lint-subject.js'
import { lintTemplates } from '#dispatcher/lint/lint-templates.js'
import { createMjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { ruleOf } from '../find-in.js'
import { templateOf } from '../sound-template.js'

it('takes a mail apart as mailparser does, and leaves other channels alone', async () => {
  await using mjml = createMjmlCompiler()
  const renders: LintRender[] = []
  const rule: LintRule = { ...ruleOf('TPL403'), check: (subject) => renders.push(...subject.renders()) }
  const text = `Grüße = 1 ${'€ and so on '.repeat(40)} =C3=BC 😀`
  const body = `<mjml><mj-body><mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section></mj-body></mjml>`
  const brand = { name: 'main', sender: { email: 'a@shop.example', name: 'Shop', sms: 'Shop' }, variables: {} }
  await lintTemplates([templateOf({ 'email.mjml': body })], { mjml, brand, brands: {}, rules: [rule] })

  expect(renders.map(({ channel }) => channel)).toEqual(['email', 'sms', 'push'])
  const [mail, ...others] = renders.map((render) => ({ render, taken: mailOf(render) }))
  expect(others.map(({ taken }) => taken)).toEqual([undefined, undefined])
  if (mail?.render.rendered.channel !== 'email') throw new Error('The first render is no mail.')
  const parsed = await simpleParser(Buffer.from(mail.render.rendered.raw))
  // mailparser has LF where the wire has CRLF.
  const unix = (lines: string | undefined) => lines?.replaceAll('\r\n', '\n').trim()
  expect(unix(mail.taken?.html)).toBe(unix(parsed.html === false ? '' : parsed.html))
  expect(unix(mail.taken?.text)).toBe(unix(parsed.text))
  expect(mail.taken?.html).toContain('€ and so on € and so on')
  expect(mail.taken?.htmlBytes).toBe(Buffer.byteLength(mail.taken?.html ?? ''))
})
