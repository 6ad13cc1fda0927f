import { describe, expect, it } from 'vitest'

import { mailboxField, textField, tokenField } from '#dispatcher/render/mime/header.js'

/** What a reader makes of a field with encoded words, by RFC 2047 alone. */
function decodeWords(field: string): string {
  return field
    .replaceAll(/\?=\r\n =\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/g, (_, encoding: string, payload: string) =>
      (encoding === 'b'
        ? Buffer.from(payload, 'base64')
        : Buffer.from(
            payload
              .replaceAll('_', ' ')
              .replaceAll(/=([0-9A-F]{2})/g, (_hex, digits: string) =>
                String.fromCharCode(Number.parseInt(digits, 16)),
              ),
            'latin1',
          )
      ).toString('utf8'),
    )
}

describe('a text header', () => {
  it('stands on one line as it is when it is short ASCII', () => {
    expect(textField('Subject', 'Your order A-17')).toBe('Subject: Your order A-17\r\n')
  })

  it('is folded at its spaces, at most 78 columns wide, and unfolds to the same text', () => {
    const text = 'every word of this subject is short, but there are so many of them that '.repeat(5).trim()
    const field = textField('Subject', text)
    expect(Math.max(...field.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78)
    expect(field.replaceAll('\r\n ', ' ')).toBe(`Subject: ${text}\r\n`)
    expect(field).not.toContain('=?')
  })

  it.each([
    ['mostly ASCII in Q', 'Grüße aus Hamburg', 'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe_aus_Hamburg?=\r\n'],
    ['mostly other scripts in base64', '注文の発送', 'Subject: =?utf-8?b?5rOo5paH44Gu55m66YCB?=\r\n'],
    ['what looks like an encoded word', '=?utf-8?q?x?=', 'Subject: =?utf-8?b?PT91dGYtOD9xP3g/PQ==?=\r\n'],
    ['two spaces in a row', 'a  b', 'Subject: =?utf-8?q?a__b?=\r\n'],
  ])('encodes %s', (_name, text, field) => {
    expect(textField('Subject', text)).toBe(field)
  })

  it.each(['ß', '€', '🎉', 'aß€🎉'])('cuts no character of %s between two words, at any offset', (character) => {
    for (let shift = 0; shift < 70; shift++) {
      const text = `ü${'x'.repeat(shift)}${character.repeat(60)}`
      const field = textField('Subject', text)
      expect(decodeWords(field)).toBe(`Subject: ${text}\r\n`)
      for (const line of field.split('\r\n')) {
        expect(line.length).toBeLessThanOrEqual(76)
        expect(decodeWords(line)).not.toContain('\ufffd')
      }
    }
  })

  it('encodes an ASCII word that is too long for a line', () => {
    const field = textField('Subject', 'x'.repeat(1200))
    expect(decodeWords(field)).toBe(`Subject: ${'x'.repeat(1200)}\r\n`)
    expect(Math.max(...field.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76)
  })

  it.each([
    ['a\r\nBcc: eve@evil.example', 'character 2 is U+000D, a line end'],
    ['a\nb', 'character 2 is U+000A, a line end'],
    ['\u2028', 'character 1 is U+2028, a line end'],
    ['ab\u2029', 'character 3 is U+2029, a line end'],
    ['\u0085', 'character 1 is U+0085, a line end'],
    ['a\tb', 'character 2 is U+0009, a control character'],
    ['\0', 'character 1 is U+0000, a control character'],
    ['\u007f', 'character 1 is U+007F, a control character'],
    ['a\ud83c', 'character 2 is U+D83C, half of a surrogate pair'],
    ['\udf89a', 'character 1 is U+DF89, half of a surrogate pair'],
  ])('refuses %j by name and place', (text, problem) => {
    expect(() => textField('Subject', text)).toThrow(
      `Header Subject was refused: ${problem}, which a header must not contain; remove it from the data or the template`,
    )
  })

  it('refuses more than 2,000 characters', () => {
    expect(() => textField('Subject', 'x'.repeat(2001))).toThrow(
      'it has 2001 characters, the limit is 2000; shorten it',
    )
    expect(decodeWords(textField('Subject', '€'.repeat(2000)))).toBe(`Subject: ${'€'.repeat(2000)}\r\n`)
  })

  it.each(['Subject:', 'Sub ject', 'Subject\r\nBcc', '', 'subject', '__proto__', 'X-', 'Ünder'])(
    'refuses the name %j',
    (name) => {
      expect(() => textField(name, 'x')).toThrow(`Header ${JSON.stringify(name)} was refused: a header name is made of`)
    },
  )
})

describe('a token header', () => {
  it('stays on one line up to 998 bytes and is refused beyond', () => {
    const token = 'x'.repeat(998 - 'List-Unsubscribe: '.length)
    expect(tokenField('List-Unsubscribe', token)).toBe(`List-Unsubscribe: ${token}\r\n`)
    expect(() => tokenField('List-Unsubscribe', `${token}x`)).toThrow('the line would have 999 bytes, the limit is 998')
  })

  it.each(['', 'a b', 'a\r\nb', 'ä', 'a\u007f', '=?utf-8?q?x?='])('refuses %j', (token) => {
    expect(() => tokenField('Message-ID', token)).toThrow(/^Header Message-ID was refused: it must be one piece of/)
  })
})

describe('a mailbox header', () => {
  it.each([
    [undefined, 'a@b.example'],
    ['', 'a@b.example'],
    ['Fennel', 'Fennel <a@b.example>'],
    ['Fennel  and\u00a0Dill ', 'Fennel and Dill <a@b.example>'],
    ['Dr. Fennel', '"Dr. Fennel" <a@b.example>'],
    ['Fennel, Dill <x@evil.example>', '"Fennel, Dill <x@evil.example>" <a@b.example>'],
    ['a"b\\c', '"a\\"b\\\\c" <a@b.example>'],
    ['Käse & Söhne', '=?utf-8?b?S8Okc2UgJiBTw7ZobmU=?= <a@b.example>'],
    ['=?utf-8?q?x?=', '=?utf-8?b?PT91dGYtOD9xP3g/PQ==?= <a@b.example>'],
  ])('shows the name %j', (name, value) => {
    expect(mailboxField('From', { email: 'a@b.example', ...(name !== undefined && { name }) })).toBe(
      `From: ${value}\r\n`,
    )
  })

  it('puts an address that does not fit beside the name on the next line', () => {
    const email = `${'a'.repeat(40)}@${'b'.repeat(40)}.example`
    expect(mailboxField('From', { email, name: 'Fennel' })).toBe(`From: Fennel\r\n <${email}>\r\n`)
    expect(mailboxField('From', { email, name: 'Käse' })).toBe(`From: =?utf-8?b?S8Okc2U=?=\r\n <${email}>\r\n`)
  })
})
