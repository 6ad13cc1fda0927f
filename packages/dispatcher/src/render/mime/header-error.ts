/**
 * A header that was not written, because its value could not be carried unharmed, or would have said something else to
 * some reader. `problem` is safe to log: it never repeats the value.
 */
export class HeaderError extends Error {
  /** Name of the header, as `Subject`. */
  readonly field: string
  readonly problem: string

  constructor(field: string, problem: string) {
    super(`Header ${field} was refused: ${problem}`)
    this.name = 'HeaderError'
    this.field = field
    this.problem = problem
  }
}
