import type { Artefact } from '../render/artefact.js'
import type { At, Expression, Instruction, ProgramData } from '../render/program-data.js'
import type { SourcePlace } from '../templates/source/mapped-text.js'

/** A value of the data that a message prints. */
export interface PrintedValue {
  /** From the data, elements of lists as `[]`: `items[].price`. */
  readonly path: string
  /** Filters that it goes through, in order. */
  readonly filters: readonly string[]
  readonly place: SourcePlace
}

/** Programs of one message, by channel. */
export function programsOf(artefact: Artefact, locale: string): Readonly<Record<string, readonly ProgramData[]>> {
  const email = artefact.email?.[locale]
  const sms = artefact.sms?.[locale]
  const push = artefact.push?.[locale]
  return {
    ...(email === undefined ? {} : { email: [email.subject, email.html] }),
    ...(sms === undefined ? {} : { sms: [sms.body] }),
    ...(push === undefined ? {} : { push: [push.title, push.body] }),
  }
}

/** All values that a template prints, in each locale and channel. */
export function printedIn(artefact: Artefact): readonly PrintedValue[] {
  return artefact.locales.flatMap((locale) => Object.values(programsOf(artefact, locale)).flat().flatMap(printedValues))
}

type Names = ReadonlyMap<string, string>

/** All values that a program prints, whatever loops and partials call them on the way. */
export function printedValues({ files, body }: ProgramData): readonly PrintedValue[] {
  const printed: PrintedValue[] = []
  visit(body, new Map())
  return printed

  function visit(instructions: readonly Instruction[], outer: Names): void {
    const names = new Map(outer)
    for (const instruction of instructions) {
      if (typeof instruction === 'string') continue
      switch (instruction.do) {
        case 'output':
          print(instruction.value, [], instruction.at, names)
          break
        case 'if':
        case 'case':
          for (const branch of instruction.branches) visit(branch.body, names)
          visit(instruction.otherwise, names)
          break
        case 'for': {
          const list = pathOf(instruction.over, names)
          visit(instruction.body, new Map([...names, [instruction.name, `${list ?? '?'}[]`], ['forloop', '?']]))
          visit(instruction.otherwise, names)
          break
        }
        case 'assign':
          names.set(instruction.name, pathOf(instruction.value, names) ?? '?')
          break
        case 'capture':
          visit(instruction.body, names)
          names.set(instruction.name, '?')
          break
        case 'partial': {
          const given = Object.entries(instruction.arguments)
          visit(instruction.body, new Map(given.map(([name, value]) => [name, pathOf(value, names) ?? '?'])))
          break
        }
      }
    }
  }

  function print(value: Expression, filters: readonly string[], at: At, names: Names): void {
    switch (value.is) {
      case 'path': {
        const path = pathOf(value, names)
        if (path === undefined || path.startsWith('?')) return
        const [file, line, column] = value.at
        printed.push({ path, filters, place: { file: files[file] ?? files[at[0]] ?? '', line, column } })
        return
      }
      case 'filtered':
        for (const { arguments: values } of value.filters) for (const each of values) print(each, [], at, names)
        print(value.of, [...value.filters.map(({ name }) => name), ...filters], at, names)
        return
      case 'message':
        for (const piece of value.pieces) if (typeof piece !== 'string') print(piece, filters, at, names)
        return
      case 'plural':
        print(value.of, ['plural', ...filters], at, names)
        for (const form of Object.values(value.forms)) print(form, filters, at, names)
        return
      default:
    }
  }
}

function pathOf(value: Expression, names: Names): string | undefined {
  if (value.is !== 'path') return undefined
  let path = names.get(value.root) ?? value.root
  for (const step of value.steps) {
    const element = typeof step !== 'string' || step === 'first' || step === 'last'
    path += element ? '[]' : `.${step}`
  }
  return path
}

/** The schema of a path; undefined where it is not written out as properties and items. */
export function schemaAt(
  schema: Readonly<Record<string, unknown>>,
  path: string,
): Readonly<Record<string, unknown>> | undefined {
  let found: unknown = schema
  for (const step of path.replaceAll('[]', '.[]').split('.')) {
    if (!isRecord(found)) return undefined
    const { properties, items } = found
    if (step === '[]') found = items
    else found = isRecord(properties) && Object.hasOwn(properties, step) ? properties[step] : undefined
  }
  return isRecord(found) ? found : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
