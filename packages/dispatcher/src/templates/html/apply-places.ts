import { escapes } from '../../render/escape.js'
import type { Expression, Instruction, Place } from '../../render/program-data.js'
import type { OutputInstruction } from './linear.js'

/** Gives each output its place, and takes filters away that the place does by itself. */
export function applyPlaces(
  body: readonly Instruction[],
  placeOf: (output: OutputInstruction) => Place,
): readonly Instruction[] {
  const apply = (instructions: readonly Instruction[]) => applyPlaces(instructions, placeOf)
  return mergeText(
    body.flatMap((instruction): readonly Instruction[] => {
      if (typeof instruction !== 'string' && instruction.do === 'output') {
        return unfold(settle(instruction, placeOf(instruction)))
      }
      return [inside(instruction)]
    }),
  )

  function inside(instruction: Exclude<Instruction, OutputInstruction>): Instruction {
    if (typeof instruction === 'string') return instruction
    switch (instruction.do) {
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
  }
}

/** Neighbouring texts become one, so that the renderer writes fewer pieces. */
function mergeText(body: readonly Instruction[]): readonly Instruction[] {
  const merged: Instruction[] = []
  for (const instruction of body) {
    const last = merged.at(-1)
    if (instruction === '') continue
    if (typeof instruction === 'string' && typeof last === 'string') merged[merged.length - 1] = last + instruction
    else merged.push(instruction)
  }
  return merged
}

/** Places where each part of a text is escaped by itself. */
const perCharacter: ReadonlySet<Place> = new Set(['plain', 'html'])

/** What is known of an output now becomes text: texts of catalogues cost no more than what stands in the template. */
function unfold(output: OutputInstruction): readonly Instruction[] {
  const { value, place } = output
  if (!perCharacter.has(place)) return [output]
  if (value.is === 'literal' && typeof value.value === 'string') return [escapes[place](value.value)]
  if (value.is !== 'message') return [output]
  return value.pieces.map((piece) => (typeof piece === 'string' ? escapes[place](piece) : { ...output, value: piece }))
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
