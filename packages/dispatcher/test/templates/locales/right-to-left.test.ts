import { afterAll, describe, expect, it } from 'vitest'

import { isRightToLeft } from '#dispatcher/templates/mjml/right-to-left.js'

import { artefactOf, everything, mail, mjml, renderPart, templateSource, yaml } from '../template-source.js'

afterAll(() => mjml.close())

const data = { order: { id: 'A', url: 'https://a.example' }, items: [] }

/** The HTML of a mail whose default locale is this one. */
async function htmlIn(locale: string, head = '', root = '<mjml>'): Promise<string> {
  const body = mail(`<mj-text>${everything}</mj-text>`, head).replace('<mjml>', root)
  const { 'sms.de.liquid': _german, ...files } = templateSource({ files: { 'email.mjml': body } }).files
  const source = {
    ...templateSource(),
    yaml: yaml.replace('[en, de]', `[${locale}]`).replace(/\{ en: ('[^']*'), de: '[^']*' \}/, '$1'),
    files,
  }
  const artefact = await artefactOf(source)
  const email = artefact.email?.[locale]
  if (email === undefined) throw new Error(`There is no mail in ${locale}.`)
  return renderPart({ ...artefact, email: { en: email } }, 'html', data)
}

describe('a mail in a language that is written from right to left', () => {
  it.each(['ar', 'he', 'fa-IR', 'ur', 'uz-Arab'])('%s runs from the right in all its parts', async (locale) => {
    const html = await htmlIn(locale)
    expect(html).toContain(`lang="${locale}" dir="rtl"`)
    expect(html).not.toMatch(/direction:\s*ltr/)
    expect(html).toMatch(/direction:\s*rtl/)
    expect(html).toMatch(/text-align:right;[^"]*"[^>]*>A/)
  })

  it('keeps what its author says of it', async () => {
    const centred = await htmlIn('ar', '<mj-attributes><mj-text align="center" /></mj-attributes>')
    expect(centred).toMatch(/text-align:center;[^"]*"[^>]*>A/)
    const all = await htmlIn('ar', '<mj-attributes><mj-all align="center" /></mj-attributes>')
    expect(all).not.toContain('text-align:right')
    const left = await htmlIn('ar', '', '<mjml dir="ltr">')
    expect(left).toContain('dir="ltr"')
    expect(left).not.toMatch(/direction:\s*rtl/)
  })

  it('and one that is not stays as it is', async () => {
    const html = await htmlIn('en')
    expect(html).toContain('dir="ltr"')
    expect(html).not.toMatch(/direction:\s*rtl|text-align:right/)
  })
})

it('the script of a locale decides before its language', () => {
  expect(['ar', 'ckb-IQ', 'az-Arab', 'he-IL'].map(isRightToLeft)).toEqual([true, true, true, true])
  expect(['en', 'az', 'ar-Latn', 'de-AT'].map(isRightToLeft)).toEqual([false, false, false, false])
})
