import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { redact } from '#dispatcher/telemetry/redact.js'

describe('redact', () => {
  it('takes out addresses of every channel and leaves the rest', () => {
    expect(redact('<ann@example.com>: no such user')).toBe('<…>: no such user')
    expect(redact('to=ann+x@example.com, relay=mx')).toBe('to=…, relay=mx')
    expect(redact('number +49 (151) 1234-5678 is not valid')).toBe('number … is not valid')
    expect(redact(`token ${'a1B2'.repeat(30)} expired`)).toBe('token … expired')
    expect(redact('550 5.1.1 try again in 300 seconds')).toBe('550 5.1.1 try again in 300 seconds')
  })

  it('makes one line without control characters', () => {
    expect(redact('a\r\nb\u0000c\u001b[31md')).toBe('a b c [31md')
  })

  it('keeps no address, wherever it stands', () => {
    const around = fc.string({ maxLength: 40 })
    const mail = fc.tuple(fc.stringMatching(/^[a-z0-9.+_-]{1,20}$/), fc.stringMatching(/^[a-z0-9-]{1,10}\.[a-z]{2,5}$/))
    fc.assert(
      fc.property(around, mail, around, (before, [local, domain], after) => {
        expect(redact(`${before} <${local}@${domain}> ${after}`)).not.toContain(`${local}@${domain}`)
      }),
    )
  })

  it('is never longer than 500 characters', () => {
    expect(redact('word '.repeat(1000))).toHaveLength(500)
  })
})
