import type { At, Expression, FilterCall, ProgramData } from '../../render/program-data.js'
import { assetsStart } from './spell-assets.js'

/** Which files a program shows at one place: those whose path starts and ends so. */
export interface AssetUse {
  readonly at: At
  /** The whole path where it is known; else what it starts with. */
  readonly start: string
  /** undefined: `start` is the whole path. */
  readonly end?: string
}

type Filtered = Extract<Expression, { readonly is: 'filtered' }>

/** Paths that stand in quotes where no address is made of them: they would be sent as they are. */
export interface PlainPath {
  readonly at: At
  readonly text: string
}

/** Finds texts of the language that begin as paths do. */
export function plainPaths({ body }: ProgramData): readonly PlainPath[] {
  const found: PlainPath[] = []
  const visit = (value: unknown, around: At): void => {
    if (typeof value !== 'object' || value === null) return
    // An array has an `at` of another kind.
    const own = Object.hasOwn(value, 'at') ? (value as { readonly at: At }).at : around
    const { is, value: text } = value as { readonly is?: unknown; readonly value?: unknown }
    if (is === 'literal' && typeof text === 'string' && text.startsWith(assetsStart)) found.push({ at: own, text })
    for (const inner of Object.values(value)) visit(inner, own)
  }
  visit(body, [0, 1, 1])
  return found
}

/** Finds every place where a program asks for the address of a file. */
export function assetUses({ body }: ProgramData): readonly AssetUse[] {
  const uses: AssetUse[] = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ((value as { readonly is?: unknown }).is === 'filtered') {
      const { of, filters } = value as Filtered
      filters.forEach((call, index) => {
        if (call.name === 'asset_url') uses.push(useOf(of, filters.slice(0, index), call))
      })
    }
    for (const inner of Object.values(value)) visit(inner)
  }
  visit(body)
  return uses
}

/** What is sure of the path: a text, or what is put before and behind a value. */
function useOf(of: Expression, filters: readonly FilterCall[], { at }: FilterCall): AssetUse {
  const known = of.is === 'literal' && typeof of.value === 'string' ? of.value : undefined
  let start = known ?? ''
  let end = known === undefined ? '' : undefined
  for (const { name, arguments: given } of filters) {
    const [first] = given
    const text = first?.is === 'literal' && typeof first.value === 'string' ? first.value : undefined
    if (name === 'prepend' && text !== undefined) start = text + start
    else if (name === 'append' && text !== undefined) {
      if (end === undefined) start += text
      else end += text
    } else {
      start = ''
      end = ''
    }
  }
  return end === undefined ? { at, start } : { at, start, end }
}
