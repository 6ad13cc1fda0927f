import { localeChain } from '../../render/locale.js'
import { everyLocale, type Slot } from '../definition.js'
import type { Body } from '../partials.js'

/** The text of a slot that a locale gets, by its chain and then by the default locale; undefined where it has none. */
export function slotText(slot: Slot | undefined, locale: string, usual: string): Body | undefined {
  for (const tag of [...localeChain(locale), ...localeChain(usual), everyLocale]) {
    const text = slot?.get(tag)
    if (text !== undefined) return { text, locale: tag === everyLocale ? usual : tag }
  }
  return undefined
}
