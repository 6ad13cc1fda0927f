import { expect, it, test } from 'vitest'

import { apnsPayload, collapseKeyOf, fcmPayload, fcmPayloadSize, type RenderedPush } from '#dispatcher/render/index.js'

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const json = (bytes: Uint8Array): unknown => JSON.parse(text(bytes))
const admittedAt = new Date('2026-11-24T09:30:00Z')

const plain: RenderedPush = {
  channel: 'push',
  target: { token: 'abc', app: 'ios' },
  title: 'Grüße',
  body: 'Heute 🚚',
  data: {},
  ttl: 60,
}
const full: RenderedPush = {
  ...plain,
  image: 'https://shop.example/box.png',
  link: 'shop://orders/17',
  data: { order: 'A-17' },
  collapseKey: 'order-A-17',
  ios: { sound: 'default', badge: 0, interruptionLevel: 'time-sensitive' },
  android: { channel: 'orders', priority: 'high' },
}

it('says as little as possible to APNs', () => {
  expect(text(apnsPayload(plain))).toBe('{"aps":{"alert":{"title":"Grüße","body":"Heute 🚚"}}}')
})

it('says everything to APNs that belongs in the body', () => {
  expect(json(apnsPayload(full))).toEqual({
    order: 'A-17',
    link: 'shop://orders/17',
    image: 'https://shop.example/box.png',
    aps: {
      alert: { title: 'Grüße', body: 'Heute 🚚' },
      sound: 'default',
      badge: 0,
      'interruption-level': 'time-sensitive',
      'mutable-content': 1,
    },
  })
})

it('keeps `aps`, link and image where data has keys of the same name', () => {
  const { aps, link } = json(apnsPayload({ ...full, data: { aps: 'x', link: 'y' } })) as Record<string, unknown>
  expect(aps).toMatchObject({ alert: { title: 'Grüße' } })
  expect(link).toBe('shop://orders/17')
})

it('says to FCM what each platform reads', () => {
  const notification = { title: 'Grüße', body: 'Heute 🚚', image: 'https://shop.example/box.png' }
  const data = { order: 'A-17', link: 'shop://orders/17' }
  expect(json(fcmPayload({ ...full, target: { token: 'abc', app: 'android' } }, admittedAt))).toEqual({
    message: {
      token: 'abc',
      notification,
      data,
      android: {
        ttl: '60s',
        collapse_key: 'order-A-17',
        priority: 'HIGH',
        notification: { channel_id: 'orders', tag: 'order-A-17' },
      },
    },
  })
  expect(json(fcmPayload(full, admittedAt))).toEqual({
    message: {
      token: 'abc',
      notification,
      data,
      apns: {
        headers: {
          'apns-expiration': String(Date.parse('2026-11-24T09:31:00Z') / 1000),
          'apns-collapse-id': 'order-A-17',
        },
        payload: {
          aps: {
            alert: { title: 'Grüße', body: 'Heute 🚚' },
            sound: 'default',
            badge: 0,
            'interruption-level': 'time-sensitive',
            'mutable-content': 1,
          },
        },
        fcm_options: { image: 'https://shop.example/box.png' },
      },
    },
  })
  const link = 'https://shop.example/o/17'
  expect(json(fcmPayload({ ...full, link, target: { token: 'abc', app: 'web' } }, admittedAt))).toMatchObject({
    message: { webpush: { headers: { TTL: '60' }, fcm_options: { link } } },
  })
})

it('leaves out what is not stated, and asks APNs for no second try where nothing may wait', () => {
  expect(json(fcmPayload({ ...plain, target: { token: 'abc', app: 'android' } }, admittedAt))).toEqual({
    message: { token: 'abc', notification: { title: 'Grüße', body: 'Heute 🚚' }, android: { ttl: '60s' } },
  })
  expect(json(fcmPayload({ ...plain, ttl: 0 }, admittedAt))).toMatchObject({
    message: { apns: { headers: { 'apns-expiration': '0' } } },
  })
})

test('the same message gives the same bytes, and FCM counts those of notification and data', () => {
  expect(text(fcmPayload(full, admittedAt))).toBe(text(fcmPayload({ ...full }, new Date(admittedAt))))
  const { message } = json(fcmPayload(full, admittedAt)) as { message: Record<string, unknown> }
  const { notification, data } = message
  expect(fcmPayloadSize(full)).toBe(Buffer.byteLength(JSON.stringify({ notification, data })))
})

test('a collapse key of more than 64 bytes is sent as its hash, and two keys stay two', () => {
  expect(collapseKeyOf('k'.repeat(64))).toBe('k'.repeat(64))
  const [one, two] = [collapseKeyOf('ü'.repeat(33)), collapseKeyOf(`${'ü'.repeat(33)}!`)]
  expect(Buffer.byteLength(one)).toBeLessThanOrEqual(64)
  expect(one).toBe(collapseKeyOf('ü'.repeat(33)))
  expect(one).not.toBe(two)
})
