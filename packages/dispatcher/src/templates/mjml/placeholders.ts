import { joinMapped, type MappedText, madeText, type SourcePlace, sliceMapped } from '../source/mapped-text.js'
import type { Travelling } from './tokens.js'

/** Stand-ins for Liquid: words and colours that mjml, a CSS parser or html-to-text carry through as they are. */
export interface Placeholders {
  /** A word that stands for the piece of Liquid. */
  word(token: Travelling): string
  /** A colour that does, for attributes that mjml checks. */
  colour(token: Travelling): string
  /** The pieces that are in the text, by how often. */
  count(text: string): ReadonlyMap<Travelling, number>
  /** Puts the Liquid back; everything else gets the place. */
  restore(text: string, place: SourcePlace): MappedText
  /** The text as the author knows it, for messages. */
  reveal(text: string): string
  /** What a reader sees of the text, as the author knows it: without tags that print nothing. */
  visible(text: string): string
  /** Takes lines and spaces away that belong to tags which print nothing. */
  tidy(text: string): string
}

/** @param sources texts that the stand-ins must not occur in */
export function createPlaceholders(sources: readonly string[]): Placeholders {
  const all = sources.join('\n').toLowerCase()
  let stem = 'lqd'
  while (all.includes(stem)) stem += 'q'
  const tokens: Travelling[] = []
  const byWord = new Map<string, Travelling>()
  const numbers = new Map<Travelling, number>()
  // Colours of this shape are rare in designs; one that occurs is stepped over.
  let nextColour = 0xd1d501
  const form = new RegExp(`${stem}\\d+z|#d[1-9a-f][0-9a-f]{4}\\b`, 'g')

  function number(token: Travelling): number {
    const known = numbers.get(token)
    if (known !== undefined) return known
    const made = tokens.push(token) - 1
    numbers.set(token, made)
    return made
  }

  const find = (word: string): Travelling | undefined => byWord.get(word)

  return {
    word(token) {
      const word = `${stem}${number(token)}z`
      byWord.set(word, token)
      return word
    },
    colour(token) {
      let colour: string
      do {
        colour = `#${(nextColour++).toString(16)}`
      } while (all.includes(colour))
      byWord.set(colour, token)
      return colour
    },
    count(text) {
      const counts = new Map<Travelling, number>()
      for (const [word] of text.matchAll(form)) {
        const token = find(word)
        if (token !== undefined) counts.set(token, (counts.get(token) ?? 0) + 1)
      }
      return counts
    },
    restore(text, place) {
      const pieces: MappedText[] = []
      let end = 0
      const add = (from: number, to: number) => {
        if (to > from) pieces.push(madeText(text.slice(from, to), place))
      }
      for (const match of text.matchAll(form)) {
        const token = find(match[0])
        if (token === undefined) continue
        add(end, match.index)
        pieces.push(sliceMapped(token.text, 0, token.text.text.length))
        end = match.index + match[0].length
      }
      add(end, text.length)
      return joinMapped(pieces)
    },
    reveal: (text) => text.replace(form, (word) => find(word)?.text.text ?? word),
    visible: (text) =>
      text.replace(form, (word) => {
        const token = find(word)
        return token === undefined ? word : isSilent(token) ? '' : token.text.text
      }),
    tidy(text) {
      const silent = (word: string) => {
        const token = find(word)
        return token !== undefined && isSilent(token)
      }
      return tidyLines(
        text.replace(form, (word) => (silent(word) ? `${mark}${word}${mark}` : word)),
        (word) => {
          const kind = find(word)?.kind
          return kind === 'open' || kind === 'divide'
        },
      )
    },
  }
}

function isSilent({ kind, name }: Travelling): boolean {
  return kind !== 'output' && name !== 'render' && name !== 'raw'
}

/** Around words of tags that print nothing. */
const mark = '\uE003'
const silentWord = new RegExp(`${mark}([^${mark}]*)${mark}`, 'g')
const silentLine = new RegExp(`^(?:[ \\t]*${mark}[^${mark}]*${mark})+[ \\t]*$`)
const silentStart = new RegExp(`^((?:${mark}[^${mark}]*${mark})+)[ \\t]+`)

function tidyLines(marked: string, begins: (word: string) => boolean): string {
  // What is between the begin of an arm and the next tag is an arm with nothing in it.
  const tight = marked.replace(
    new RegExp(`${mark}([^${mark}]*)${mark}\\s+(?=${mark})`, 'g'),
    (whole: string, word: string) => (begins(word) ? `${mark}${word}${mark}` : whole),
  )
  const kept: string[] = []
  let waiting = ''
  const lines = tight.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').replace(silentStart, '$1').replace(/ {2,}/g, ' ').trimEnd()
    if (!silentLine.test(line)) {
      kept.push(waiting + line)
      waiting = ''
      continue
    }
    waiting += line.replace(/[ \t]+/g, '')
    // A tag between two blank lines takes one of them with it.
    if ((kept.at(-1) ?? '') === '' && lines[index + 1]?.trim() === '') index++
  }
  return (kept.join('\n') + (waiting === '' ? '' : `\n${waiting}`)).replace(silentWord, '$1')
}
