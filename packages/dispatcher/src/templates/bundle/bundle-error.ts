/** Why a bundle cannot be read; the message says where it came from, and the hint what to do. */
export class BundleError extends Error {
  override readonly name: string = 'BundleError'
  readonly code: 'invalid-bundle' = 'invalid-bundle'
  readonly hint: string

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.hint = hint
  }
}
