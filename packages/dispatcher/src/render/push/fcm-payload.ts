import type { RenderedPush } from '../rendered.js'
import { apsOf } from './apns-payload.js'
import { collapseKeyOf } from './collapse-key.js'

/** Bytes that FCM takes of notification and data; more is `INVALID_ARGUMENT`. */
export const fcmLimit = 4096

/**
 * The body of a request to FCM (HTTP v1), UTF-8. The link is in the data, where an app finds it; browsers open it by themselves.
 *
 * @param admittedAt when the intent was admitted: what must expire at a moment expires at the same one in every attempt
 */
export function fcmPayload(push: RenderedPush, admittedAt: Date): Uint8Array {
  const { target } = push
  const message = { token: target.token, ...counted(push), ...platforms[target.app](push, admittedAt) }
  return new TextEncoder().encode(JSON.stringify({ message }))
}

/** Bytes of what FCM counts: notification and data. */
export function fcmPayloadSize(push: RenderedPush): number {
  return Buffer.byteLength(JSON.stringify(counted(push)))
}

function counted({ title, body, image, data, link }: RenderedPush): Readonly<Record<string, unknown>> {
  const all = { ...data, ...(link === undefined ? {} : { link }) }
  return {
    notification: { title, body, ...(image === undefined ? {} : { image }) },
    ...(Object.keys(all).length === 0 ? {} : { data: all }),
  }
}

type Platform = (push: RenderedPush, admittedAt: Date) => Readonly<Record<string, unknown>>

const platforms: Readonly<Record<RenderedPush['target']['app'], Platform>> = {
  android: ({ ttl, collapseKey, android }) => {
    const notification = {
      ...(android?.channel === undefined ? {} : { channel_id: android.channel }),
      // The key collapses what waits for the device; the tag replaces what it shows already.
      ...(collapseKey === undefined ? {} : { tag: collapseKeyOf(collapseKey) }),
    }
    return {
      android: {
        ttl: `${ttl}s`,
        ...(collapseKey === undefined ? {} : { collapse_key: collapseKeyOf(collapseKey) }),
        ...(android?.priority === undefined ? {} : { priority: android.priority.toUpperCase() }),
        ...(Object.keys(notification).length === 0 ? {} : { notification }),
      },
    }
  },
  ios: (push, admittedAt) => ({
    apns: {
      headers: {
        'apns-expiration': String(push.ttl === 0 ? 0 : Math.floor(admittedAt.getTime() / 1000) + push.ttl),
        ...(push.collapseKey === undefined ? {} : { 'apns-collapse-id': collapseKeyOf(push.collapseKey) }),
      },
      payload: { aps: apsOf(push) },
      ...(push.image === undefined ? {} : { fcm_options: { image: push.image } }),
    },
  }),
  web: ({ ttl, link }) => ({
    webpush: { headers: { TTL: String(ttl) }, ...(link === undefined ? {} : { fcm_options: { link } }) },
  }),
}
