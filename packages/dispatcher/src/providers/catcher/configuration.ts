import { z } from 'zod'

/** An account of kind `catcher` in `tidings.yaml`. */
export interface CatcherConfiguration {
  /** Address of the catcher process: `http://127.0.0.1:8025`. */
  readonly url: string
  /** Calls that may be open at once. Default 64. */
  readonly connections: number
}

/** Schema of that block. */
export const catcherConfiguration: z.ZodType<CatcherConfiguration> = z.strictObject({
  url: z.url({
    protocol: /^http$/,
    error: 'expected the address of the catcher, such as http://127.0.0.1:8025',
  }),
  connections: z.int().min(1).max(1000).default(64),
})
