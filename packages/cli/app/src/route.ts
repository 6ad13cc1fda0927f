/** What the page shows: all of it is in the address, so that any view can be linked to. */
export interface Route {
  readonly page: 'templates' | 'caught'
  /** Name of the template, or number of the caught message; empty: the first. */
  readonly name: string
  /** Choices by name; absent ones have their usual value. */
  readonly choices: Readonly<Record<string, string>>
}

/** Reads the part of an address after `#`. */
export function parseRoute(hash: string): Route {
  const [, page = '', name = '', query = ''] = /^#?\/?([^/?]*)\/?([^?]*)\??(.*)$/s.exec(hash) ?? []
  return {
    page: page === 'caught' ? 'caught' : 'templates',
    name: decode(name),
    choices: Object.fromEntries(new URLSearchParams(query)),
  }
}

/** Writes a route as the part of an address after `#`, in a form that is always the same. */
export function formatRoute({ page, name, choices }: Route): string {
  const given = Object.entries(choices).filter(([, value]) => value !== '')
  const query = new URLSearchParams(given.sort(([a], [b]) => (a < b ? -1 : 1))).toString()
  return `#/${page}${name === '' ? '' : `/${encodeURIComponent(name)}`}${query === '' ? '' : `?${query}`}`
}

/** A route with other choices; `undefined` and the empty text take a choice back. */
export function withChoices(route: Route, choices: Readonly<Record<string, string | undefined>>): Route {
  const all = Object.entries({ ...route.choices, ...choices }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  )
  return { ...route, choices: Object.fromEntries(all) }
}

/** Choices about how things are looked at: they go along to the next template, those about its content do not. */
const lasting = ['q', 'look', 'width', 'pictures', 'dir', 'tab', 'wide', 'channel', 'brand', 'timeZone']

/** The route to another thing on the same page. */
export function another(route: Route, name: string): Route {
  const choices = Object.entries(route.choices).filter(([key]) => lasting.includes(key))
  return { ...route, name, choices: Object.fromEntries(choices) }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
