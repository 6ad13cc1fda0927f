import { loadBlock } from './load-block.js'
import { mainNames, type Slots } from './names.js'
import { collectText, type Output } from './output.js'
import type { ProgramData } from './program-data.js'
import type { Scope } from './scope.js'

/** A text of a template, loaded: runs any number of times. */
export interface Program<C> {
  /**
   * Writes the text for one message.
   * @throws RenderError naming template, channel, file, line and column
   */
  run(scope: Scope, out: Output<C>): void
}

/**
 * Makes closures of a compiled text. `encode` is called once for each static piece, so that a run only copies it.
 * @throws Error where the data is no program of this version, or is nested deeper than the limit
 */
export function loadProgram<C>(data: ProgramData, encode: (text: string) => C): Program<C> {
  const slots: Slots = { count: 0 }
  const run = loadBlock(data.body, mainNames(data.body, slots), slots, encode, 0)
  return {
    run(scope, out) {
      run({ scope, files: data.files, slots: new Array(slots.count), rounds: 0, size: 0 }, out)
    },
  }
}

/** Runs a program into a string. */
export function runToText(program: Program<string>, scope: Scope): string {
  return collectText((out) => program.run(scope, out))
}
