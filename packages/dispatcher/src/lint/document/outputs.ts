import type { Expression, Instruction, ProgramData } from '../../render/program-data.js'
import type { SourcePlace } from '../../templates/source/mapped-text.js'

/** A value that a program puts out: its name in the data as far as it is fixed, as `recipient.email`. */
export interface ProgramOutput {
  readonly name: string
  readonly place: SourcePlace
}

/** Every value that a program puts out, in order; values that are computed from several are left out. */
export function outputsOf({ files, body }: ProgramData): readonly ProgramOutput[] {
  const found: ProgramOutput[] = []
  const walk = (instructions: readonly Instruction[]): void => {
    for (const instruction of instructions) {
      if (typeof instruction === 'string') continue
      switch (instruction.do) {
        case 'output': {
          const [file, line, column] = instruction.at
          const name = nameOf(instruction.value)
          if (name !== undefined) found.push({ name, place: { file: files[file] ?? '', line, column } })
          break
        }
        case 'if':
        case 'case':
          for (const branch of instruction.branches) walk(branch.body)
          walk(instruction.otherwise)
          break
        case 'for':
          walk(instruction.body)
          walk(instruction.otherwise)
          break
        case 'capture':
        case 'partial':
          walk(instruction.body)
          break
        case 'assign':
          break
      }
    }
  }
  walk(body)
  return found
}

function nameOf(value: Expression): string | undefined {
  if (value.is === 'filtered') return nameOf(value.of)
  if (value.is !== 'path') return undefined
  return [value.root, ...value.steps.map((step) => (typeof step === 'object' ? '' : String(step)))].join('.')
}
