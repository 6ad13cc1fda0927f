import {
  apnsLimit,
  apnsPayload,
  fcmLimit,
  fcmPayloadSize,
  type Rendered,
  type RenderedPush,
  segmentsOf,
} from '@tidings/dispatcher/render'

import { mailParts } from './mail-parts.js'
import { bytes, count } from './output/words.js'

type Paint = (meaning: 'strong' | 'dim', text: string) => string

/** A message with what a carrier or push service will make of it, for JSON. The bytes of a mail are left out. */
export function withFacts(rendered: Rendered): Readonly<Record<string, unknown>> {
  switch (rendered.channel) {
    case 'email':
      return { ...rendered, ...mailParts(rendered.raw), raw: undefined }
    case 'sms': {
      const { encoding, units, segments, unused } = segmentsOf(rendered.text)
      return { ...rendered, encoding, units, segments: segments.length, unused }
    }
    case 'push':
      return { ...rendered, bytes: payloadBytes(rendered) }
  }
}

/** A message as lines for a person. */
export function renderedText(rendered: Rendered, paint: Paint): string[] {
  switch (rendered.channel) {
    case 'email': {
      const { from, text } = mailParts(rendered.raw)
      return [
        `${paint('strong', 'email')}  to ${rendered.to}  from ${from}  ${paint('dim', bytes(rendered.raw.length))}`,
        `  ${paint('strong', rendered.subject)}`,
        '',
        ...text
          .trimEnd()
          .split('\n')
          .map((line) => (line === '' ? '' : `  ${line}`)),
      ]
    }
    case 'sms': {
      const { encoding, segments, unused } = segmentsOf(rendered.text)
      const facts = `${encoding}  ${count(segments.length, 'segment')}  ${unused} left`
      const from = rendered.from === undefined ? '' : `  from ${rendered.from}`
      return [
        `${paint('strong', 'sms')}  to ${rendered.to}${from}  ${paint('dim', facts)}`,
        ...rendered.text.split('\n').map((line) => `  ${line}`),
      ]
    }
    case 'push': {
      const { apns, fcm } = payloadBytes(rendered)
      const facts = `kept for ${rendered.ttl} s  APNs ${apns} of ${apnsLimit} B  FCM ${fcm} of ${fcmLimit} B`
      return [
        `${paint('strong', 'push')}  to ${rendered.target.app}  ${paint('dim', facts)}`,
        `  ${paint('strong', rendered.title)}`,
        ...rendered.body.split('\n').map((line) => `  ${line}`),
        ...(rendered.link === undefined ? [] : [`  ${rendered.link}`]),
      ]
    }
  }
}

function payloadBytes(push: RenderedPush): { readonly apns: number; readonly fcm: number } {
  return { apns: apnsPayload(push).byteLength, fcm: fcmPayloadSize(push) }
}
