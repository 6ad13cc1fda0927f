/** A piece of the generated file that validators call. */
export interface RuntimePiece {
  /** What its use in a validator looks like. */
  readonly name: string
  readonly source: string
  /** Other pieces that it calls. */
  readonly needs: readonly string[]
}

const characters: RuntimePiece = {
  name: 'characters',
  needs: [],
  source: `/** Length of a text in characters; a pair of surrogates is one. */
function characters(text: string): number {
  let length = 0
  for (const _ of text) length += 1
  return length
}`,
}

const equal: RuntimePiece = {
  name: 'equal',
  needs: [],
  source: `/** Whether two JSON values are the same. */
function equal(a: any, b: any): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a !== a && b !== b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.prototype.hasOwnProperty.call(b, key) && equal(a[key], b[key]))
}`,
}

const isDate: RuntimePiece = {
  name: 'isDate',
  needs: [],
  source: `/** A day of the calendar, as RFC 3339 writes it. */
function isDate(text: string): boolean {
  const found = /^(\\d{4})-(\\d{2})-(\\d{2})$/.exec(text)
  if (found === null) return false
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return day >= 1 && day <= days
}`,
}

const isTime: RuntimePiece = {
  name: 'isTime',
  needs: [],
  source: `/** A time of day with its zone; second 60 only where a leap second can be. */
function isTime(text: string): boolean {
  const found = /^(\\d{2}):(\\d{2}):(\\d{2}(?:\\.\\d+)?)(?:z|([+-])(\\d{2})(?::?(\\d{2}))?)$/i.exec(text)
  if (found === null) return false
  const [hour, minute, second] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const [zoneHour, zoneMinute] = [Number(found[5] ?? 0), Number(found[6] ?? 0)]
  if (zoneHour > 23 || zoneMinute > 59) return false
  if (hour <= 23 && minute <= 59 && second < 60) return true
  const sign = found[4] === '-' ? -1 : 1
  const utcMinute = minute - zoneMinute * sign
  const utcHour = hour - zoneHour * sign - (utcMinute < 0 ? 1 : 0)
  return (utcHour === 23 || utcHour === -1) && (utcMinute === 59 || utcMinute === -1) && second < 61
}`,
}

const isDateTime: RuntimePiece = {
  name: 'isDateTime',
  needs: ['isDate', 'isTime'],
  source: `/** An instant: day and time of day. */
function isDateTime(text: string): boolean {
  const parts = text.split(/[t\\s]/i)
  return parts.length === 2 && isDate(parts[0] ?? '') && isTime(parts[1] ?? '')
}`,
}

const fail: RuntimePiece = {
  name: 'fail',
  needs: [],
  source: `/** Adds a finding to those of a validator. */
function fail(found: any, instancePath: string, message: string): any {
  const error = { instancePath, keyword: '', params: {}, message }
  return found === null ? [error] : (found.push(error), found)
}`,
}

const isObject: RuntimePiece = {
  name: 'isObject',
  needs: [],
  source: `const isObject = (value: any): boolean => value !== null && typeof value === 'object' && !Array.isArray(value)`,
}

const has: RuntimePiece = {
  name: 'has',
  needs: [],
  source: `const has = (owner: any, name: string): boolean =>
  owner[name] !== undefined && Object.prototype.hasOwnProperty.call(owner, name)`,
}

const lacks: RuntimePiece = {
  name: 'lacks',
  needs: [],
  source: `const lacks = (name: string): string => \`lacks the property \${JSON.stringify(name)}\``,
}

const hasOdd: RuntimePiece = {
  name: 'hasOdd',
  needs: [],
  source: `const hasOdd = (name: string): string => \`has the property \${JSON.stringify(name)}, which the template does not know\``,
}

const isNone: RuntimePiece = {
  name: 'isNone',
  needs: [],
  source: `const isNone = (values: unknown): string => \`must be one of \${JSON.stringify(values)}\``,
}

const pieces: readonly RuntimePiece[] = [
  ...[characters, equal, isDate, isTime, isDateTime],
  ...[fail, isObject, has, lacks, hasOdd, isNone],
]

/** The pieces that are called by these names, with those that they call, in a fixed order. */
export function runtimeSource(used: ReadonlySet<string>): readonly string[] {
  const wanted = new Set(used)
  for (const piece of [...pieces].reverse())
    if (wanted.has(piece.name)) for (const need of piece.needs) wanted.add(need)
  return pieces.filter(({ name }) => wanted.has(name)).map(({ source }) => source)
}

/** What every generated file has: how a validator is called, and how its findings become issues. */
export const issuesSource: string = `/** One thing that is wrong with data: where (JSON pointer) and what. */
interface Issue {
  readonly path: string
  readonly message: string
}

/** A validator as it was compiled from a schema. */
interface Check {
  (data: unknown): boolean
  errors?: readonly { instancePath: string; keyword: string; message?: string; params: Record<string, unknown> }[] | null
}

/** All that is wrong with the data, in the words that admission uses. */
function issues(check: Check, data: unknown): readonly Issue[] {
  if (check(data)) return []
  return (check.errors ?? []).map(({ instancePath, keyword, message, params }) => {
    const wording: Record<string, () => string> = {
      additionalProperties: () => \`has the property \${JSON.stringify(params['additionalProperty'])}, which the template does not know\`,
      required: () => \`lacks the property \${JSON.stringify(params['missingProperty'])}\`,
      enum: () => \`must be one of \${JSON.stringify(params['allowedValues'])}\`,
    }
    return { path: instancePath, message: wording[keyword]?.() ?? message ?? \`breaks the rule \${keyword}\` }
  })
}`
