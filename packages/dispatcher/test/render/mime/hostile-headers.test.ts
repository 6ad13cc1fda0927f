import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { afterAll, expect, it } from 'vitest'

import { type EmailRequest, prepareEmail } from '#dispatcher/render/mime/email-writer.js'
import { HeaderError } from '#dispatcher/render/mime/header-error.js'

import { pythonMissing, startPythonJudge } from './python-judge.js'
import { bodyOf, sampleRequest } from './sample-mail.js'
import { wireFaults } from './wire-faults.js'

const python = pythonMissing === undefined ? startPythonJudge() : undefined
afterAll(() => python?.close())

const email = prepareEmail({ text: bodyOf([{ text: 'Hello' }]), html: bodyOf([{ text: '<p>Hello' }]), marketing: true })
const unsubscribeUrl = 'https://fennel.example/unsubscribe/3f'

const expectedHeaders = [
  'Date',
  'Message-ID',
  'From',
  'Reply-To',
  'To',
  'Subject',
  'X-Tidings-Message',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'MIME-Version',
  'Content-Type',
]

/** Puts a string into one place of the request; the header that must be named if it is refused. */
const places: Readonly<
  Record<string, readonly [header: string, put: (hostile: string) => Partial<EmailRequest<unknown>>]>
> = {
  subject: ['Subject', (hostile) => ({ subject: hostile })],
  senderName: ['From', (hostile) => ({ from: { email: 'orders@fennel.example', name: hostile } })],
  senderEmail: ['From', (hostile) => ({ from: { email: hostile } })],
  senderLocal: ['From', (hostile) => ({ from: { email: `${hostile}@fennel.example`, name: 'Fennel' } })],
  replyTo: ['Reply-To', (hostile) => ({ replyTo: hostile })],
  to: ['To', (hostile) => ({ to: hostile })],
  toLocal: ['To', (hostile) => ({ to: `${hostile}@example.com` })],
  toDomain: ['To', (hostile) => ({ to: `ann@${hostile}` })],
  toSubdomain: ['To', (hostile) => ({ to: `ann@${hostile}.example` })],
  messageId: ['Message-ID', (hostile) => ({ messageId: hostile })],
  unsubscribe: ['List-Unsubscribe', (hostile) => ({ unsubscribeUrl: `https://fennel.example/${hostile}` })],
}

/** Whether the sender's name takes more than one encoded word. */
function severalWords(raw: Uint8Array): boolean {
  return /^From: =\?[^\r]*\r\n =\?/m.test(Buffer.from(raw).toString('latin1'))
}

function bare(text: string): string {
  return text.replaceAll(/\s/g, '')
}

const tokens = [
  '\r\nBcc: eve@evil.example',
  '\r\n\r\n<script>',
  '\nX-Evil: 1',
  '\rX-Evil: 1',
  '\u2028X-Evil: 1',
  '\u2029',
  '\u0085X-Evil: 1',
  '\0',
  '\x0b',
  '\x0c',
  '\x1c',
  '\x7f',
  '\x1b[31m',
  '=?utf-8?q?=0D=0ABcc:_eve@evil.example?=',
  '=?utf-8?b?DQpCY2M6IGV2ZQ==?=',
  '=?',
  '?=',
  '=0D=0A',
  '%0d%0a',
  'ann@example.com',
  '<eve@evil.example>',
  '"',
  '\\',
  '\\"',
  '(',
  ')',
  '(comment)',
  ',',
  ';',
  ':',
  'group: eve@evil.example;',
  '@',
  '@@',
  '.',
  '..',
  '<',
  '>',
  '[',
  ']',
  '[127.0.0.1]',
  '!',
  '%',
  '/',
  '?',
  '#',
  ' ',
  '  ',
  '\t',
  '\u00a0',
  '\u3000',
  '\ufeff',
  '\u200b',
  '\u202e',
  'ß',
  'é',
  '€',
  '漢字',
  '🎉',
  '👩‍👩‍👧',
  '\ud83c',
  '\udf89',
  'ı',
  '．',
  '＠',
  '。',
  'a',
  'Ann',
  'xn--',
  'xn--a',
  '-',
  '_',
  '--=_',
  '0x7f.1',
  'x'.repeat(70),
  'word '.repeat(30),
  'x'.repeat(1000),
]
const hostile = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 120 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 120 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
)

it('5,000 hostile strings are either refused by name, or are all that their header says to two parsers', {
  timeout: 120_000,
}, async () => {
  const counts = { refused: 0, carried: 0 }
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(places)), hostile, async (place, text) => {
      const [header, put] = places[place] as (typeof places)[string]
      const request = { ...sampleRequest, replyTo: 'help@fennel.example', unsubscribeUrl, ...put(text) }
      let mail: ReturnType<typeof email.write>
      try {
        mail = email.write(request)
      } catch (error) {
        if (!(error instanceof HeaderError)) throw error
        expect(error.field).toBe(header)
        expect(error.message).toContain(header)
        expect(error.message).toMatch(/^[ -~]*$/)
        counts.refused++
        return
      }
      counts.carried++
      const { raw } = mail
      const subject = request.subject.trim()
      const name = (request.from.name ?? '').trim().replaceAll(/\s+/g, ' ')
      expect(wireFaults(raw)).toEqual([])

      const parsed = await simpleParser(Buffer.from(raw))
      expect(parsed.headerLines.map(({ key }) => key)).toEqual(expectedHeaders.map((key) => key.toLowerCase()))
      expect(parsed.subject ?? '').toBe(subject)
      expect(parsed.from?.value).toEqual([{ address: expect.any(String), name }])
      expect(parsed.messageId).toBe(`<${request.messageId}@${mail.from.slice(mail.from.lastIndexOf('@') + 1)}>`)
      expect(parsed.html).toBe('<p>Hello')

      if (python === undefined) return
      const reading = await python.parse(raw)
      expect(reading.defects).toEqual([])
      expect(reading.headers.map(([key]) => key)).toEqual(expectedHeaders)
      expect(Object.fromEntries(reading.headers).Subject).toBe(subject)
      // Python before 3.13 keeps the white space between the encoded words of a display name (RFC 2047 6.2 drops it).
      const readName = reading.addresses.From?.[0]?.[0] ?? ''
      if (name !== readName) expect([severalWords(raw), bare(readName)]).toEqual([true, bare(name)])
      expect(reading.addresses.From).toEqual([[readName, mail.from]])
      expect(reading.addresses.To).toEqual([['', mail.to]])
      expect(reading.parts).toEqual(['multipart/alternative', 'text/plain', 'text/html'])
    }),
    { numRuns: 5000 },
  )
  expect(counts.refused).toBeGreaterThan(500)
  expect(counts.carried).toBeGreaterThan(500)
})
