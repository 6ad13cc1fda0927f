import type { Context } from './context.js'
import type { Output } from './output/output.js'
import type { Settings } from './settings.js'

/** What a command works with. */
export interface CommandContext extends Context {
  readonly settings: Settings
  readonly output: Output
}

/** A command: does what its input says and resolves with the exit code. Throws what `explain` can explain. */
export type Command<Input> = (context: CommandContext, input: Input) => Promise<number>
