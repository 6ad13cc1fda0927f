/** Every limit that the SDK and admission hold an intent to. An error that comes of one names it. */
export interface Limits {
  /** Encoded intent, in bytes of UTF-8. */
  readonly intentBytes: number
  /** Push installations of one recipient. */
  readonly pushTargets: number
  /** Characters of an intent's id. */
  readonly idLength: number
  /** Characters of the name of an emitting service. */
  readonly sourceLength: number
  /** Characters of the name of a template or a brand. */
  readonly nameLength: number
  /** Characters of an idempotency key or a collapse key. */
  readonly keyLength: number
  /** Characters of the emitter's id of a recipient. */
  readonly recipientIdLength: number
  /** Characters of an e-mail address. */
  readonly emailLength: number
  /** Characters of a push token. */
  readonly pushTokenLength: number
  /** Characters of a W3C `tracestate`; a longer one is left out, never refused. */
  readonly tracestateLength: number
  /** Levels of nesting in an intent. */
  readonly depth: number
  /** Reasons listed for one intent; what is beyond is not looked for. */
  readonly issues: number
  /** Intents in one `emitMany`. */
  readonly batchIntents: number
  /** Intents of one process that may wait for a transport. */
  readonly waitingIntents: number
  /** Default deadline of every call, in ms. */
  readonly deadlineMs: number
  /** Longest deadline that may be asked for, in ms. */
  readonly maxDeadlineMs: number
}

/** The limits in force. They are part of the wire format: a change of one is a change of the format. */
export const limits: Limits = {
  intentBytes: 256 * 1024,
  pushTargets: 20,
  idLength: 200,
  sourceLength: 100,
  nameLength: 100,
  keyLength: 200,
  recipientIdLength: 200,
  // RFC 5321 4.5.3.1.3: a path has 256 octets, of which two are the angle brackets.
  emailLength: 254,
  // FCM tokens have about 160 characters, APNs ones 64 to 200 and web subscriptions up to some hundreds.
  pushTokenLength: 4096,
  // W3C Trace Context 3.3.1.5: 512 characters are what everybody should pass on.
  tracestateLength: 512,
  depth: 32,
  issues: 100,
  batchIntents: 1000,
  waitingIntents: 10_000,
  deadlineMs: 5000,
  maxDeadlineMs: 600_000,
}
