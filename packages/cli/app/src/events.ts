import { useEffect, useRef } from 'preact/hooks'

import type { PreviewEvent } from '../../src/preview/answers.js'

/** `again`: the server is back after it was gone, and everything may be another. */
export type PageEvent = PreviewEvent | { readonly kind: 'again' }

const hearers = new Set<(event: PageEvent) => void>()

/** Tells all parts of the page that listen. */
export function tellAll(event: PageEvent): void {
  for (const hear of hearers) hear(event)
}

/** Calls `hear`, as it is at the time, for every event while the part is on the page. */
export function useEvents(hear: (event: PageEvent) => void): void {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    const listener = (event: PageEvent): void => latest.current(event)
    hearers.add(listener)
    return () => {
      hearers.delete(listener)
    }
  }, [])
}
