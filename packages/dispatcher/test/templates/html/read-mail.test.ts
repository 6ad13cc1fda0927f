import { describe, expect, it } from 'vitest'
import { readMail } from '#dispatcher/templates/html/read-mail.js'

describe('reading a mail', () => {
  it('finds each link once, with its words or the texts of its pictures, entities read', () => {
    const { links } = readMail(`<!doctype html><body>
      <!--[if mso]><a href="https://mso.example/">for Outlook</a><![endif]-->
      <a href="https://a.example/?a=1&amp;b=2&copy=3">See <b>your</b>
        order&nbsp;&eacute;</a>
      <a href='https://b.example/'><img src="x.png" alt="A &quot;box&quot;"></a>
      <A HREF=https://c.example/ >c</A>
      <a name="no-link">nothing</a>
      <map><area href="https://d.example/" alt="north"></map>
      <a href="https://c.example/">c</a>
      <a title="a > b" href="https://e.example/">e`)
    expect(links).toEqual([
      { href: 'https://a.example/?a=1&b=2&copy=3', text: 'See your order é' },
      { href: 'https://b.example/', text: 'A "box"' },
      { href: 'https://c.example/', text: 'c' },
      { href: 'https://d.example/', text: 'north' },
      { href: 'https://e.example/', text: 'e' },
    ])
  })

  it('finds the preheader: what is hidden before all that is seen', () => {
    const head = '<head><title>Title</title><style>a{}</style></head>'
    const hidden = '<div style="color:red; display : none">Come &amp; fetch it &#847;&zwnj;&nbsp;&shy;</div>'
    expect(readMail(`<html>${head}<body> ${hidden}<p>Hello</p>`).preheader).toBe('Come & fetch it')
    expect(readMail(`<html>${head}<body><p>Hello</p>${hidden}`).preheader).toBe('')
    expect(readMail(`${head}<div style="display:none"> </div>${hidden}<p>Hello`).preheader).toBe('Come & fetch it')
    expect(readMail('').preheader).toBe('')
  })

  it('reads what is nested deeper than calls may be', () => {
    const deep = `${'<b>'.repeat(20_000)}<a href="https://a.example/">in</a>`
    expect(readMail(deep).links).toEqual([{ href: 'https://a.example/', text: 'in' }])
    expect(readMail('<a href="https://a.example/">'.repeat(5_000)).links).toHaveLength(1)
    expect(readMail('<div style="display:none">'.repeat(20_000)).preheader).toBe('')
  })
})
