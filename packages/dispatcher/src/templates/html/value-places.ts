import type { Place } from '../../render/program-data.js'
import { type Mark, markForm } from './linear.js'

/** What a value is a part of. */
export type ValueKind = 'url' | 'style'

/** Why a value may not stand somewhere. */
export interface Refusal {
  readonly mark: Mark
  readonly rule: 'TPL301' | 'TPL303'
  readonly message: string
  readonly hint?: string
}

/** Places of the outputs in one attribute or style sheet. */
export interface ValuePlaces {
  readonly places: ReadonlyMap<Mark, Place>
  readonly refusals: readonly Refusal[]
}

// Alternatives in one attribute; real templates have two or three.
const mostTexts = 64
/** Stands in the text for a whole URL that is a value. */
const wholeUrl = 'https://url'

/**
 * Decides how each output of a URL attribute or of CSS is escaped, from all texts that can stand before it: a block may
 * or may not have been taken.
 */
export function placeValues(value: string, marks: readonly Mark[], kind: ValueKind): ValuePlaces {
  const places = new Map<Mark, Place>()
  const refusals: Refusal[] = []
  const stack: { readonly before: ReadonlySet<string>; readonly ends: Set<string> }[] = []
  let texts: ReadonlySet<string> = new Set([''])
  const append = (more: string) => {
    texts = new Set([...texts].map((text) => text + more))
  }

  let end = 0
  for (const match of value.matchAll(markForm)) {
    append(decodeCommon(value.slice(end, match.index)))
    end = match.index + match[0].length
    const mark = marks[Number(match[1])]
    if (mark === undefined) continue
    if (mark.kind === 'output') {
      const found = new Set([...texts].map((text) => (kind === 'url' ? urlPlace(text) : stylePlace(text))))
      const [place] = found
      if (found.size > 1 || place === undefined) {
        refusals.push({
          mark,
          rule: 'TPL303',
          message: 'the value is a different part of the URL in each case of the tags before it',
          hint: 'put the tags around whole URLs',
        })
      } else if (typeof place === 'string') places.set(mark, place)
      else refusals.push({ mark, ...place })
      append(place === 'url' || place === 'style-url' ? wholeUrl : 'x')
    } else if (mark.kind === 'open') {
      if (mark.block.do === 'for' && kind === 'url') {
        refusals.push({ mark, rule: 'TPL301', message: 'a loop cannot stand inside of a URL' })
      }
      stack.push({ before: texts, ends: new Set() })
    } else {
      const block = stack.at(-1)
      if (block === undefined) continue
      for (const text of texts) block.ends.add(text)
      if (mark.kind === 'divide') texts = block.before
      else {
        stack.pop()
        texts = block.ends
        if (texts.size > mostTexts) {
          refusals.push({ mark, rule: 'TPL301', message: 'too many tags stand inside of one attribute' })
          texts = new Set([...texts].slice(0, mostTexts))
        }
      }
    }
  }
  return { places, refusals }
}

type Verdict = Place | Omit<Refusal, 'mark'>

const noScheme: Omit<Refusal, 'mark'> = {
  rule: 'TPL303',
  message: 'the URL begins with neither a scheme nor the value itself',
  hint: 'begin it with https:// or let the value be the whole URL',
}

function urlPlace(before: string): Verdict {
  const text = before.trimStart()
  if (text === '') return 'url'
  if (/^(?:mailto|tel|sms):[^?]*$/i.test(text)) return 'url-address'
  if (/^(?:mailto|tel|sms|cid):/i.test(text)) return 'url-part'
  if (!/^https?:\/\//i.test(text)) return noScheme
  const rest = text.replace(/^https?:\/\//i, '')
  if (/[?#]/.test(rest)) return 'url-part'
  if (rest.includes('/')) return 'url-path'
  if (rest === '' || rest.endsWith('.')) return 'url-host'
  return {
    rule: 'TPL303',
    message: 'the value would continue the host name, so that it could lead to another site',
    hint: 'put a / between them',
  }
}

function stylePlace(before: string): Verdict {
  const url = /url\(\s*["']?([^"')]*)$/i.exec(before)
  if (url !== null) {
    const place = urlPlace(url[1] ?? '')
    return place === 'url' ? 'style-url' : place
  }
  if (/:[^;{}]*$/.test(before)) return 'style'
  return {
    rule: 'TPL301',
    message: 'a value may not be the name of a CSS property or a selector',
    hint: 'write the property out and let the value be what follows the colon',
  }
}

/** Entities that occur in URLs and styles. */
function decodeCommon(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&#39;', "'")
}
