import { useEffect, useState } from 'preact/hooks'

import { formatRoute, parseRoute, type Route } from './route.js'

/** The route, and how to go to another. `replace`: without a step in the browser's history. */
export function useRoute(): readonly [Route, (route: Route, replace?: boolean) => void] {
  const [route, setRoute] = useState(() => parseRoute(location.hash))
  useEffect(() => {
    const changed = (): void => setRoute(parseRoute(location.hash))
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  const go = (next: Route, replace = false): void => {
    const hash = formatRoute(next)
    if (hash === location.hash) return
    history[replace ? 'replaceState' : 'pushState'](null, '', hash)
    setRoute(next)
  }
  return [route, go]
}
