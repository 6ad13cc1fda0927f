/** Why nothing was sent. */
export type TestSendErrorCode =
  | 'no-route'
  | 'provider-unusable'
  | 'bad-address'
  | 'recipient-guard'
  | 'not-rendered'
  /** Production, and nobody has said yes. */
  | 'not-confirmed'

/** A test message was not sent, and no provider was called. */
export class TestSendError extends Error {
  override readonly name = 'TestSendError'
  readonly code: TestSendErrorCode
  /** What to do about it. */
  readonly hint: string

  constructor(code: TestSendErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.hint = hint
  }
}
