import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { afterAll, describe, expect, it } from 'vitest'

import { type EmailParts, type EmailRequest, prepareEmail } from '#dispatcher/render/mime/email-writer.js'

import { pythonMissing, startPythonJudge } from './python-judge.js'
import { bodyOf, expectedBody, type Piece, sampleRequest } from './sample-mail.js'
import { wireFaults } from './wire-faults.js'

const python = pythonMissing === undefined ? startPythonJudge() : undefined
afterAll(() => python?.close())

const keepBodies = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true }

function write(parts: Partial<EmailParts<unknown>>, request: Partial<EmailRequest<unknown>> = {}) {
  const body = bodyOf([{ text: 'Hello' }])
  return prepareEmail({ text: body, html: body, marketing: false, ...parts }).write({ ...sampleRequest, ...request })
}

/** Both judges read the bodies back, and nothing on the wire is out of order. */
async function expectBodies(text: readonly Piece[], html: readonly Piece[]): Promise<void> {
  const { raw } = write({ text: bodyOf(text), html: bodyOf(html) })
  expect(wireFaults(raw)).toEqual([])

  const mail = await simpleParser(Buffer.from(raw), keepBodies)
  // mailparser takes the line end before the boundary into a body that is otherwise empty: that is left to Python.
  if (expectedBody(text) !== '') expect(mail.text).toBe(expectedBody(text).replaceAll('\r\n', '\n'))
  if (expectedBody(html) !== '') expect(mail.html).toBe(expectedBody(html).replaceAll('\r\n', '\n'))

  if (python === undefined) return
  const reading = await python.parse(raw)
  expect(reading.defects).toEqual([])
  expect(reading.parts).toEqual(['multipart/alternative', 'text/plain', 'text/html'])
  expect(Buffer.from(reading.bodies['text/plain'] ?? '', 'base64').toString()).toBe(expectedBody(text))
  expect(Buffer.from(reading.bodies['text/html'] ?? '', 'base64').toString()).toBe(expectedBody(html))
}

const words = [
  'a',
  '.',
  '..',
  '=',
  '=3D',
  '=\r\n',
  '\r',
  '\n',
  '\r\n',
  ' ',
  '\t',
  '\0',
  '\u007f',
  'ß',
  '€',
  '🎉',
  '\ud83c',
  '\udf89',
  '\u2028',
  '--=_',
  '\r\n.\r\n',
  '\n.\n',
  'From ',
  'x'.repeat(74),
  'x'.repeat(1200),
  '👩‍👩‍👧',
]
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((parts) => parts.join('')),
)
const pieces = fc.array(fc.oneof(fc.record({ text }), fc.record({ value: text })), { minLength: 1, maxLength: 8 })

describe('the bodies of a mail', () => {
  it.each<[string, string]>([
    ['an everyday text', 'Hello Ann,\nyour order is on its way.\n'],
    ['nothing at all', ''],
    ['emoji and umlauts', 'Grüße 🎉 für Zoë, 12 €\n'],
    ['a word without end', 'Donaudampfschiff'.repeat(90)],
    ['dots at the start of lines', '.\n..\n.a\n\n.'],
    ['equals signs', '= =3D =\n=='],
    ['bare CR and LF, and a final dot in each mix of them', 'a\rb\nc\r\nd\n.\ne\r.\rf\n.\r\ng'],
    ['blanks at the ends of lines and of the whole', 'a \nb\t\n \n\t\nc '],
    ['a blank exactly where the line is full', `${'x'.repeat(74)} \n${'x'.repeat(75)} \n${'x'.repeat(76)} `],
    ['something like a boundary', '--=_0199f3c2-5d10-7c3a-8b21-00009d41c70b.1--\r\n'],
    ['NUL and other controls', 'a\0b\u0001\u001b\u007f'],
    ['half surrogate pairs, as U+FFFD', 'a\ud83cb\udf89\udf89\ud83c'],
  ])('carry %s, as template text and as a value', async (_name, content) => {
    await expectBodies([{ text: content }], [{ value: content }])
    await expectBodies([{ value: content }, { text: '!' }], [{ text: '<p>' }, { value: content }, { text: '</p>' }])
  })

  it('carry any text in any division into template text and values', async () => {
    await fc.assert(fc.asyncProperty(pieces, pieces, expectBodies), { numRuns: 1500 })
  }, 120_000)

  it('never cut a character by a soft break', () => {
    for (let shift = 0; shift < 80; shift++) {
      const { raw } = write({ text: bodyOf([{ value: 'x'.repeat(shift) + 'ß€🎉'.repeat(20) }]) })
      for (const line of Buffer.from(raw).toString('latin1').split('\r\n')) {
        const bytes = Buffer.from(
          line
            .replace(/=$/, '')
            .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        )
        expect(bytes.toString()).not.toContain('\ufffd')
      }
    }
  })

  it('grow beyond the first buffer, and leave no trace in the next mail', async () => {
    const before = write({})
    await expectBodies([{ value: '€'.repeat(400_000) }], [{ text: 'y'.repeat(3_000_000) }])
    expect(write({})).toEqual(before)
  })

  it('that throw half-way leave no trace in the next mail', () => {
    const before = write({})
    const broken = {
      run: (_: unknown, out: { value(text: string): void }) => {
        out.value('half')
        throw new Error('no such value')
      },
    }
    expect(() => write({ html: broken })).toThrow('no such value')
    expect(write({})).toEqual(before)
  })
})

describe('the headers of a mail', () => {
  it('are these, in this order', () => {
    expect(Buffer.from(write({}, { replyTo: 'help@fennel.example' }).raw).toString()).toBe(
      [
        'Date: Tue, 24 Nov 2026 14:02:11 +0000',
        'Message-ID: <0199f3c2-5d10-7c3a-8b21-00009d41c70b.1@fennel.example>',
        'From: Fennel <orders@fennel.example>',
        'Reply-To: help@fennel.example',
        'To: ann@example.com',
        'Subject: Your order is on its way',
        'X-Tidings-Message: 0199f3c2-5d10-7c3a-8b21-00009d41c70b.1',
        'MIME-Version: 1.0',
        'Auto-Submitted: auto-generated',
        'Content-Type: multipart/alternative;',
        ' boundary="=_0199f3c2-5d10-7c3a-8b21-00009d41c70b.1"',
        '',
        '--=_0199f3c2-5d10-7c3a-8b21-00009d41c70b.1',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Hello=',
        '',
        '--=_0199f3c2-5d10-7c3a-8b21-00009d41c70b.1',
        'Content-Type: text/html; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Hello=',
        '',
        '--=_0199f3c2-5d10-7c3a-8b21-00009d41c70b.1--',
        '',
      ].join('\r\n'),
    )
  })

  it('of a marketing mail offer one-click unsubscription, each on one line, and are not marked automatic', () => {
    const unsubscribeUrl = `https://fennel.example/unsubscribe/${'t'.repeat(400)}`
    const { raw } = write({ marketing: true }, { unsubscribeUrl })
    const lines = Buffer.from(raw).toString().split('\r\n')
    expect(lines).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`)
    expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(lines.filter((line) => line.startsWith('Auto-Submitted'))).toEqual([])
  })

  it('follow the sender of each mail', () => {
    const email = prepareEmail({ text: bodyOf([]), html: bodyOf([]), marketing: false })
    const senders = ['Fennel', 'Dill', undefined, 'Fennel'].map((name) => ({
      email: 'a@b.example',
      ...(name && { name }),
    }))
    const from = senders.map(
      (sender) => /^From: .*$/m.exec(Buffer.from(email.write({ ...sampleRequest, from: sender }).raw).toString())?.[0],
    )
    expect(from).toEqual([
      'From: Fennel <a@b.example>',
      'From: Dill <a@b.example>',
      'From: a@b.example',
      'From: Fennel <a@b.example>',
    ])
  })

  it('name the same addresses as the envelope, with domains in ASCII', async () => {
    const mail = write({}, { from: { email: 'post@käse.example', name: 'Käse & Söhne' }, to: 'ann@Bücher.example' })
    expect(mail).toMatchObject({ from: 'post@xn--kse-qla.example', to: 'ann@xn--bcher-kva.example' })
    const reading = await python?.parse(mail.raw)
    if (reading === undefined) return
    expect(reading.addresses).toEqual({ From: [['Käse & Söhne', mail.from]], To: [['', mail.to]] })
  })

  it('and bodies are the same bytes whenever the request is the same', () => {
    const parts = { html: bodyOf([{ text: '<p>' }, { value: 'Zoë' }]) }
    expect(write(parts)).toEqual(write(parts))
  })
})
