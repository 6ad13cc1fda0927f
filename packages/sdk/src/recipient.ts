/** One installation of an app that can show a push message. */
export interface PushTarget {
  /** Registration token of the device, as FCM or APNs issued it. */
  readonly token: string
  /** What the app runs on; decides which push service the message goes to. */
  readonly app: 'ios' | 'android' | 'web'
}

/** The one person an intent is for: who it is, where it can be reached, and how it wants to be spoken to. */
export interface Recipient {
  /** The emitter's own id of the person. Preferences, caps and "all messages to" follow it. */
  readonly id?: string
  /** Address as RFC 5321 writes it, without a name. At most 254 characters. */
  readonly email?: string
  /** E.164, as `+4915112345678`. */
  readonly phone?: string
  /** At most 20 (see `limits.pushTargets`). */
  readonly push?: readonly PushTarget[]
  /** BCP 47, as `de-AT`. Default: the template's first locale. */
  readonly locale?: string
  /** IANA name, as `Europe/Berlin`. Default: `UTC`. */
  readonly timeZone?: string
}
