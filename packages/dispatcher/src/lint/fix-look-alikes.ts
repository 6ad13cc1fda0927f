import { septetsOf } from '../render/sms/gsm-7.js'
import { lookAlikes } from '../render/sms/look-alikes.js'
import { staticCharacters } from './document/static-text.js'

/**
 * The Liquid text of an SMS with GSM-7's quotes, dashes and spaces in the place of typographic ones. What stands in outputs,
 * tags and comments stays, and so does a text that needs UCS-2 for other characters. Fixing twice changes nothing more.
 */
export function fixLookAlikes(text: string): string {
  let fixed = ''
  let end = 0
  for (const { character, offset } of staticCharacters(text)) {
    if (septetsOf(character) !== undefined) continue
    const likeness = lookAlikes.get(character)
    if (likeness === undefined) return text
    fixed += text.slice(end, offset) + likeness
    end = offset + character.length
  }
  return fixed + text.slice(end)
}
