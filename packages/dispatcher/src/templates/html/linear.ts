import type { Instruction } from '../../render/program-data.js'

/** An output, as the tree holds it. */
export type OutputInstruction = Extract<Instruction, { readonly do: 'output' }>

/** A block whose arms have to begin and end at the same place. */
export type BlockInstruction = Extract<Instruction, { readonly do: 'if' | 'case' | 'for' }>

/** A mark in the linear text. */
export type Mark =
  | { readonly kind: 'output'; readonly output: OutputInstruction }
  | { readonly kind: 'open' | 'divide' | 'close'; readonly block: BlockInstruction }

/** A program written out as one text with all its arms one after the other. */
export interface LinearHtml {
  /**
   * A mark is its index between U+E001 and U+E002, behind a letter: HTML takes `<` and a letter for a tag, which is what
   * a value could begin with.
   */
  readonly text: string
  readonly marks: readonly Mark[]
  readonly captures: readonly Extract<Instruction, { readonly do: 'capture' }>[]
}

/** Finds the marks of a linear text. */
export const markForm: RegExp = /x\uE001(\d+)\uE002/g

/** Writes a program out. What captures hold stands nowhere, and is left out. */
export function linearize(body: readonly Instruction[]): LinearHtml {
  const marks: Mark[] = []
  const captures: Extract<Instruction, { readonly do: 'capture' }>[] = []
  let text = ''
  const mark = (made: Mark) => {
    text += `x\uE001${marks.push(made) - 1}\uE002`
  }
  const walk = (instructions: readonly Instruction[]) => {
    for (const instruction of instructions) {
      if (typeof instruction === 'string') {
        text += instruction.replace(/[\uE001\uE002]/g, ' ')
        continue
      }
      switch (instruction.do) {
        case 'output':
          mark({ kind: 'output', output: instruction })
          break
        case 'if':
        case 'case':
          instruction.branches.forEach((branch, index) => {
            mark({ kind: index === 0 ? 'open' : 'divide', block: instruction })
            walk(branch.body)
          })
          mark({ kind: instruction.branches.length === 0 ? 'open' : 'divide', block: instruction })
          walk(instruction.otherwise)
          mark({ kind: 'close', block: instruction })
          break
        case 'for':
          mark({ kind: 'open', block: instruction })
          walk(instruction.body)
          mark({ kind: 'divide', block: instruction })
          walk(instruction.otherwise)
          mark({ kind: 'close', block: instruction })
          break
        case 'capture':
          captures.push(instruction)
          break
        case 'partial':
          walk(instruction.body)
          break
        case 'assign':
          break
      }
    }
  }
  walk(body)
  return { text, marks, captures }
}
