import type { Expression, Instruction, Place } from '../../render/program-data.js'
import type { OutputInstruction } from './linear.js'

/** Gives each output its place, and takes filters away that the place does by itself. */
export function applyPlaces(
  body: readonly Instruction[],
  placeOf: (output: OutputInstruction) => Place,
): readonly Instruction[] {
  const apply = (instructions: readonly Instruction[]) => applyPlaces(instructions, placeOf)
  return body.map((instruction): Instruction => {
    if (typeof instruction === 'string') return instruction
    switch (instruction.do) {
      case 'output':
        return settle(instruction, placeOf(instruction))
      case 'if':
        return {
          ...instruction,
          branches: instruction.branches.map((branch) => ({ ...branch, body: apply(branch.body) })),
          otherwise: apply(instruction.otherwise),
        }
      case 'case':
        return {
          ...instruction,
          branches: instruction.branches.map((branch) => ({ ...branch, body: apply(branch.body) })),
          otherwise: apply(instruction.otherwise),
        }
      case 'for':
        return { ...instruction, body: apply(instruction.body), otherwise: apply(instruction.otherwise) }
      case 'partial':
        return { ...instruction, body: apply(instruction.body) }
      case 'assign':
      case 'capture':
        return instruction
    }
  })
}

/** Filters that say how to escape; as the last one they are the place's own business. */
const escaping: Readonly<Record<string, Place>> = {
  escape: 'html',
  escape_once: 'html-once',
  newline_to_br: 'html-lines',
}

function settle(output: OutputInstruction, place: Place): OutputInstruction {
  const { value } = output
  const last = value.is === 'filtered' ? value.filters.at(-1) : undefined
  if (last === undefined) return { ...output, place }
  if (place.startsWith('url-') && last.name === 'url_encode') return { ...output, place: 'html' }
  if (!Object.hasOwn(escaping, last.name)) return { ...output, place }
  if (place === 'html') return { ...output, value: withoutLast(value), place: escaping[last.name] ?? place }
  return place === 'plain' ? { ...output, value: withoutLast(value), place } : { ...output, place }
}

function withoutLast(value: Expression): Expression {
  if (value.is !== 'filtered') return value
  const filters = value.filters.slice(0, -1)
  return filters.length === 0 ? value.of : { ...value, filters }
}
