/** What keeps a part of a sample from being what it says. */
export interface SampleProblem {
  /** From the root of the file. */
  readonly path: readonly (string | number)[]
  readonly message: string
}

const apps: readonly unknown[] = ['ios', 'android', 'web']

/** What is wrong with `to` and `brand` of a sample. It need not name an address: another stands in for it. */
export function sampleProblems({ to, brand }: Readonly<Record<string, unknown>>): readonly SampleProblem[] {
  const problems: SampleProblem[] = []
  const add = (message: string, ...path: readonly (string | number)[]): void => {
    problems.push({ path, message })
  }
  if (brand !== undefined && typeof brand !== 'string') add('brand is the name of a brand', 'brand')
  if (!isRecord(to)) {
    add('to is an object, as { "email": "ann@example.com" }', 'to')
    return problems
  }
  for (const key of ['id', 'email', 'phone', 'locale', 'timeZone']) {
    const value = to[key]
    if (value === undefined) continue
    if (typeof value !== 'string' || value === '') add(`to.${key} is a text`, 'to', key)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    else if (/[\u0000-\u001f\u007f]/.test(value))
      add(`to.${key} holds a line break or another control character`, 'to', key)
    else if (key === 'locale' && !works(() => new Intl.Locale(value)))
      add(`\`${value}\` is no language tag, as de-AT`, 'to', key)
    else if (key === 'timeZone' && !works(() => new Intl.DateTimeFormat('en', { timeZone: value })))
      add(`\`${value}\` is no time zone, as Europe/Berlin`, 'to', key)
  }
  if (to.push === undefined) return problems
  if (!Array.isArray(to.push)) add('to.push is a list', 'to', 'push')
  else {
    for (const [index, target] of (to.push as readonly unknown[]).entries()) {
      if (isRecord(target) && typeof target.token === 'string' && apps.includes(target.app)) continue
      add(`to.push has { "token": "…", "app": ${apps.map((app) => `"${app}"`).join(' | ')} }`, 'to', 'push', index)
    }
  }
  return problems
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function works(make: () => unknown): boolean {
  try {
    make()
    return true
  } catch {
    return false
  }
}
