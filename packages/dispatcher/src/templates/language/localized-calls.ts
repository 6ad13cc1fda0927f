import type { Expression, FilterCall } from '../../render/program-data.js'
import { argumentsOf, countArgument, type TextPiece } from '../locales/catalogue-text.js'
import type { LocaleTexts } from '../locales/locale-texts.js'
import { isPluralCategory, neededCategories, pluralCategories } from '../locales/plural-categories.js'
import { didYouMean } from '../source/nearest.js'
import { type ParseContext, sourcePlace } from './parse-context.js'

/** Filters that are gone once a template is compiled: they became the text itself. */
export const localizedFilters: readonly string[] = ['plural', 't']

const empty: Expression = { is: 'literal', value: '' }

/** Puts what `plural` or `t` stand for in their place. */
export function localize(of: Expression, call: FilterCall, context: ParseContext): Expression {
  return call.name === 't' ? translate(of, call, context) : inflect(of, call, context)
}

function inflect(of: Expression, { arguments: values, named, at }: FilterCall, context: ParseContext): Expression {
  const { findings, files, texts } = context
  const place = sourcePlace(files.files, at)
  const refuse = (message: string, hint: string): void => findings.add('TPL103', place, message, hint)
  const example = "write {{ count | plural: one: '# item', other: '# items' }}"
  if (values.length > 0) refuse('`plural` takes its forms by name', example)
  const forms: Record<string, Expression> = {}
  for (const [category, form] of Object.entries(named)) {
    if (!isPluralCategory(category)) {
      refuse(
        `\`plural\` has no form \`${category}\`${didYouMean(category, pluralCategories)}`,
        `forms are ${pluralCategories.join(', ')}`,
      )
    } else if (form.is !== 'literal' || typeof form.value !== 'string') {
      refuse(`\`plural\`: the form \`${category}\` is a text in quotes`, example)
    } else {
      const parts = form.value.split('#')
      const pieces = parts.flatMap((part, index) => (index === 0 ? [part] : [number(of, at), part]))
      forms[category] = join(pieces, at)
    }
  }
  if (!Object.hasOwn(named, 'other')) refuse('`plural` needs the form `other`', example)
  const language = texts?.language ?? 'en'
  const missing = neededCategories(language).filter((each) => each !== 'other' && !Object.hasOwn(named, each))
  if (missing.length > 0 && Object.hasOwn(named, 'other')) {
    findings.add(
      'TPL125',
      place,
      `the plural has no form ${missing.map((each) => `\`${each}\``).join(', ')}, which ${language} needs`,
      `${language} has the categories ${neededCategories(language).join(', ')}`,
    )
  }
  return { is: 'plural', of, language, forms, at }
}

function translate(of: Expression, { arguments: values, named, at }: FilterCall, context: ParseContext): Expression {
  const { findings, files, texts } = context
  const place = sourcePlace(files.files, at)
  if (of.is !== 'literal' || typeof of.value !== 'string') {
    findings.add(
      'TPL103',
      place,
      '`t` takes the key of a text in quotes',
      "texts are looked up when the template is compiled: write {{ 'greeting.title' | t }}",
    )
    return empty
  }
  if (values.length > 0) {
    findings.add('TPL103', place, '`t` takes its arguments by name', "write {{ 'greeting' | t: name: customer.name }}")
  }
  const key = of.value
  const found = texts?.find(key)
  if (texts === undefined || found === undefined) {
    findings.add(
      'TPL121',
      place,
      `no catalogue has the text \`${key}\`${didYouMean(key, texts?.keys ?? [])}`,
      `add it to locales/${texts?.locale ?? 'en'}.yaml beside template.yaml, or to _locales/`,
    )
    return empty
  }
  checkArguments(key, argumentsOf(found.text), named, texts, () => place, context)
  const { text, locale } = found
  if (text.is === 'text') return fill(text.pieces, named, at)
  const count = named[countArgument] ?? { is: 'literal', value: 0 }
  const counted = { ...named, [countArgument]: number(count, at) }
  const forms = Object.fromEntries([...text.forms].map(([category, pieces]) => [category, fill(pieces, counted, at)]))
  return { is: 'plural', of: count, language: locale, forms, at }
}

function checkArguments(
  key: string,
  wanted: ReadonlySet<string>,
  given: Readonly<Record<string, Expression>>,
  { locale }: LocaleTexts,
  place: () => ReturnType<typeof sourcePlace>,
  { findings }: ParseContext,
): void {
  for (const name of wanted) {
    if (Object.hasOwn(given, name)) continue
    findings.add(
      'TPL123',
      place(),
      `the text \`${key}\` in ${locale} needs the argument \`${name}\``,
      `write {{ '${key}' | t: ${name}: … }}`,
    )
  }
  for (const name of Object.keys(given)) {
    if (wanted.has(name)) continue
    findings.add(
      'TPL124',
      place(),
      `the text \`${key}\` in ${locale} has no argument \`${name}\`${didYouMean(name, wanted)}`,
      `put {${name}} into the text, or leave the argument out`,
    )
  }
}

function number(of: Expression, at: FilterCall['at']): Expression {
  return { is: 'filtered', of, filters: [{ name: 'number', arguments: [], named: {}, at }] }
}

function fill(
  pieces: readonly TextPiece[],
  given: Readonly<Record<string, Expression>>,
  at: FilterCall['at'],
): Expression {
  const value = ({ argument }: Exclude<TextPiece, string>): Expression | undefined =>
    Object.hasOwn(given, argument) ? given[argument] : undefined
  return join(
    pieces.map((piece) => (typeof piece === 'string' ? piece : (value(piece) ?? empty))),
    at,
  )
}

function join(pieces: readonly (string | Expression)[], at: FilterCall['at']): Expression {
  const kept = pieces.filter((piece) => piece !== '')
  const [only = ''] = kept
  if (kept.length <= 1 && typeof only === 'string') return { is: 'literal', value: only }
  return { is: 'message', pieces: kept, at }
}
