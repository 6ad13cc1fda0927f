import type { DefinitionReader } from './definition-reader.js'

/** The brands that a template may be dressed in; undefined where it says nothing, which means all. */
export function readBrands({ valueAt, wrong }: DefinitionReader): readonly string[] | undefined {
  const value = valueAt(['brands'])
  if (value === undefined) return undefined
  if (!Array.isArray(value) || value.length === 0) {
    return wrong(['brands'], 'brands must be a list of names', 'as [main, berry]; without it every brand may be used')
  }
  const list: string[] = []
  value.forEach((each: unknown, index) => {
    if (typeof each !== 'string') wrong(['brands', index], `${JSON.stringify(each)} is no name of a brand`)
    else if (list.includes(each)) wrong(['brands', index], `the brand ${each} is listed twice`)
    else list.push(each)
  })
  return list.length === 0 ? undefined : list
}
