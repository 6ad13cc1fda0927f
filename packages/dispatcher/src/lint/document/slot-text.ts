import { localeChain } from '../../render/locale.js'
import { everyLocale, type Slot } from '../../templates/definition.js'
import type { MappedText } from '../../templates/source/mapped-text.js'

/** The text of a slot that a locale gets, by its chain and then by the default locale. */
export function slotText(slot: Slot | undefined, locale: string, usual: string): MappedText | undefined {
  for (const tag of [...localeChain(locale), ...localeChain(usual), everyLocale]) {
    const text = slot?.get(tag)
    if (text !== undefined) return text
  }
  return undefined
}
