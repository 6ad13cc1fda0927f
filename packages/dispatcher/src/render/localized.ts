import { readNumber } from './filters/format.js'
import type { Expression } from './program-data.js'
import { type Evaluate, explain } from './running.js'
import { textOf } from './value.js'

/** Makes a closure of a part, for which there has to be a value. */
type Compile = (part: Expression) => Evaluate

/** A text with values in it: its pieces one after the other. */
export function compileMessage({ pieces, at }: Extract<Expression, { is: 'message' }>, compile: Compile): Evaluate {
  const reads = pieces.map((piece) => (typeof piece === 'string' ? piece : compile(piece)))
  return (running) => {
    let text = ''
    for (const read of reads) {
      if (typeof read === 'string') {
        text += read
        continue
      }
      const value = read(running)
      try {
        text += textOf(value)
      } catch (error) {
        return explain(running, at, error)
      }
    }
    return text
  }
}

/**
 * The form for a number. Rules are made once, when the template is loaded.
 * @param path how the number is called in messages
 * @throws Error where there is no form `other`
 */
export function compilePlural(
  { of, language, forms, at }: Extract<Expression, { is: 'plural' }>,
  path: string | undefined,
  compile: Compile,
): Evaluate {
  const rules = new Intl.PluralRules(language)
  const count = compile(of)
  const reads = new Map(Object.entries(forms).map(([category, form]) => [category, compile(form)]))
  const { other } = forms
  if (other === undefined) throw new Error('The artefact has a plural without the form "other".')
  const otherwise = compile(other)
  return (running) => {
    const given = count(running)
    let category: string
    try {
      category = rules.select(Number(readNumber(given)))
    } catch (error) {
      return explain(running, at, error, path)
    }
    return (reads.get(category) ?? otherwise)(running)
  }
}
