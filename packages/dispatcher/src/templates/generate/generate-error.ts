/** A template whose contract cannot be written as TypeScript; the message names it, says why and what to do. */
export class GenerateError extends Error {
  /** The template. */
  readonly template: string

  constructor(template: string, reason: string, options?: ErrorOptions) {
    super(`${template}: ${reason}`, options)
    this.name = 'GenerateError'
    this.template = template
  }
}
