type Schema = Readonly<Record<string, unknown>>

const formatNotes: Readonly<Record<string, string>> = {
  'date-time': 'An instant of RFC 3339, as `2026-11-23T14:02:11Z`: `date.toISOString()`.',
  date: 'A day, as `2026-11-23`.',
  time: 'A time of day with its zone, as `14:02:11Z`.',
  duration: 'A duration of ISO 8601, as `PT90M`.',
  uri: 'An absolute URL.',
  url: 'An absolute URL.',
  email: 'An e-mail address.',
  uuid: 'A UUID.',
}

const bounds: readonly (readonly [keyword: string, text: string])[] = [
  ['minLength', 'At least # characters.'],
  ['maxLength', 'At most # characters.'],
  ['pattern', 'Matches `#`.'],
  ['minimum', 'At least #.'],
  ['exclusiveMinimum', 'More than #.'],
  ['maximum', 'At most #.'],
  ['exclusiveMaximum', 'Less than #.'],
  ['multipleOf', 'A multiple of #.'],
  ['minItems', 'At least # items.'],
  ['maxItems', 'At most # items.'],
]

/** What a schema says beyond its type, as the lines of a doc comment; none where it says nothing. */
export function docComment(schema: unknown, indent: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const text = notesOf(schema as Schema)
    .join('\n')
    .replaceAll('*/', '*\\/')
  if (text === '') return []
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.trimEnd())
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`]
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`]
}

function notesOf(schema: Schema): string[] {
  const notes: string[] = []
  if (typeof schema.description === 'string') notes.push(schema.description.trim())
  else if (typeof schema.title === 'string') notes.push(schema.title.trim())
  const facts: string[] = []
  if (typeof schema.format === 'string') facts.push(formatNotes[schema.format] ?? `Format \`${schema.format}\`.`)
  if (schema.type === 'integer') facts.push('A whole number.')
  for (const [keyword, text] of bounds) {
    const bound = schema[keyword]
    if (typeof bound === 'number' || typeof bound === 'string') facts.push(text.replace('#', () => String(bound)))
  }
  if (schema.uniqueItems === true) facts.push('No item twice.')
  if (facts.length > 0) notes.push(facts.join(' '))
  if (schema.deprecated === true) notes.push('@deprecated')
  return notes.filter((note) => note !== '')
}
