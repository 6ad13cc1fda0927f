import type { RenderedPush } from '../rendered.js'

/** Bytes that APNs takes of a notification; more is `PayloadTooLarge`. */
export const apnsLimit = 4096

/** What Apple calls the `aps` dictionary. */
export function apsOf({ title, body, image, ios }: RenderedPush): Readonly<Record<string, unknown>> {
  return {
    alert: { title, body },
    ...(ios?.sound === undefined ? {} : { sound: ios.sound }),
    ...(ios?.badge === undefined ? {} : { badge: ios.badge }),
    ...(ios?.interruptionLevel === undefined ? {} : { 'interruption-level': ios.interruptionLevel }),
    // Lets the app's extension fetch the picture before the notification is shown.
    ...(image === undefined ? {} : { 'mutable-content': 1 }),
  }
}

/**
 * The body of a request to APNs, UTF-8. Data stands at the top, as apps read it; `link` and `image` beside it. What APNs takes
 * as headers (token, topic, expiration, collapse id) is not in it.
 */
export function apnsPayload(push: RenderedPush): Uint8Array {
  const { data, link, image } = push
  const payload = {
    ...data,
    ...(link === undefined ? {} : { link }),
    ...(image === undefined ? {} : { image }),
    aps: apsOf(push),
  }
  return new TextEncoder().encode(JSON.stringify(payload))
}
