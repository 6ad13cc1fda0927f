import { z } from 'zod'

import { androidPriorities, interruptionLevels } from '../../render/push/platform-options.js'
import type { Posted } from './caught.js'
import { readMailHead } from './caught-mail.js'
import type { Arrived } from './receive.js'

const text = z.string()

const rendered = z.discriminatedUnion('channel', [
  z.object({ channel: z.literal('email'), from: text, to: text.min(1), subject: text, raw: z.base64() }),
  z.object({ channel: z.literal('sms'), to: text.min(1), from: text.exactOptional(), text }),
  z.object({
    channel: z.literal('push'),
    target: z.object({ token: text.min(1), app: z.enum(['ios', 'android', 'web']) }),
    title: text,
    body: text,
    image: text.exactOptional(),
    link: text.exactOptional(),
    data: z.record(text, text),
    ttl: z.number(),
    collapseKey: text.exactOptional(),
    ios: z
      .object({
        sound: text.exactOptional(),
        badge: z.number().exactOptional(),
        interruptionLevel: z.enum(interruptionLevels).exactOptional(),
      })
      .exactOptional(),
    android: z
      .object({ channel: text.exactOptional(), priority: z.enum(androidPriorities).exactOptional() })
      .exactOptional(),
  }),
])

const posted: z.ZodType<Posted> = z.object({
  messageId: text.min(1),
  key: text,
  rendered,
  locale: text.exactOptional(),
  intentTime: z.iso.datetime({ offset: true }).exactOptional(),
})

/**
 * Reads the body of `POST /messages`.
 *
 * @throws ZodError or SyntaxError where it is not what `Posted` says.
 */
export const readPosted = (body: string): { readonly arrived: Arrived; readonly raw?: Buffer } => {
  const { messageId, key, rendered: message, locale, intentTime } = posted.parse(JSON.parse(body))
  const common = {
    via: 'http',
    messageId,
    key,
    ...(locale !== undefined && { locale }),
    ...(intentTime !== undefined && { intentTime: new Date(intentTime) }),
  } as const
  switch (message.channel) {
    case 'email': {
      const { channel, from, to, subject } = message
      const raw = Buffer.from(message.raw, 'base64')
      const language = readMailHead(raw).locale
      const known = { ...(language !== undefined && { locale: language }), ...common }
      return { arrived: { ...known, channel, from, to, subject, bytes: raw.length }, raw }
    }
    case 'sms':
      return { arrived: { ...common, ...message, bytes: Buffer.byteLength(message.text) } }
    case 'push': {
      const { channel, target, ...push } = message
      const bytes = Buffer.byteLength(push.title) + Buffer.byteLength(push.body)
      return { arrived: { ...common, channel, to: target.token, push: { ...push, app: target.app }, bytes } }
    }
  }
}
