/**
 * Where values stand in a JSON text.
 *
 * @param text JSON that parses
 * @returns the 1-based line of the value at a JSON pointer, or of the nearest value around it
 */
export function linesOfJson(text: string): (pointer: string) => number {
  const lines = new Map<string, number>()
  const tokens = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+|\n/g
  /** Containers around the place, each with its pointer, and the key or index that comes next. */
  const around: { readonly pointer: string; readonly list: boolean; key: string }[] = []
  let line = 1
  let isKey = false
  const here = (): string => {
    const container = around.at(-1)
    return container === undefined ? '' : `${container.pointer}/${container.key}`
  }
  for (const [token] of text.matchAll(tokens)) {
    const container = around.at(-1)
    if (token === '\n') line++
    else if (token === '}' || token === ']') {
      around.pop()
      isKey = false
    } else if (token === ',') {
      if (container?.list) container.key = String(Number(container.key) + 1)
      isKey = container?.list === false
    } else if (token === ':') isKey = false
    else if (isKey && container !== undefined) {
      container.key = String(JSON.parse(token)).replaceAll('~', '~0').replaceAll('/', '~1')
      lines.set(here(), line)
    } else {
      if (container?.list !== false) lines.set(here(), line)
      if (token === '{' || token === '[') {
        around.push({ pointer: here(), list: token === '[', key: '0' })
        isKey = token === '{'
      }
    }
  }
  return (pointer) => {
    for (let path = pointer; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
      const found = lines.get(path)
      if (found !== undefined) return found
    }
    return 1
  }
}
