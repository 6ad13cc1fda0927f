/** Why a sample cannot be rendered: the message names template and sample, and lists what is wrong. */
export class SampleError extends Error {
  override readonly name: string = 'SampleError'
}
