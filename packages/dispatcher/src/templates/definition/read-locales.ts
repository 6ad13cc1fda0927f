import { canonicalLocale } from '../../render/locale.js'
import type { DefinitionReader } from './definition-reader.js'

/** The locales of a template, the default first; at least one, so that what depends on them can be checked. */
export function readLocales({ valueAt, wrong }: DefinitionReader): readonly string[] {
  const value = valueAt(['locales'])
  if (!Array.isArray(value) || value.length === 0) {
    wrong(
      ['locales'],
      `locales ${value === undefined ? 'is missing' : 'must be a list'}`,
      'as [en, de]; the first is the default',
    )
    return ['en']
  }
  const list: string[] = []
  value.forEach((each: unknown, index) => {
    if (typeof each !== 'string' || canonicalLocale(each) !== each) {
      wrong(['locales', index], `${JSON.stringify(each)} is no locale`, 'use BCP 47 as en, de-AT or zh-Hant')
    } else if (list.includes(each)) {
      wrong(['locales', index], `the locale ${each} is listed twice`)
    } else {
      list.push(each)
    }
  })
  return list.length === 0 ? ['en'] : list
}
