import { useEffect, useState } from 'preact/hooks'

/** The part of a long list that is in sight, with some rows around it. */
export interface Sight {
  /** Index of the first row to draw. */
  readonly begin: number
  /** Behind the last. */
  readonly end: number
}

/** Rows beyond the edge of what is in sight: one more press of a key finds them drawn. */
const around = 8

/** Follows what is in sight of a list whose rows are all `rowHeight` CSS pixels high, in its element that scrolls. */
export function useWindow(element: HTMLElement | null, count: number, rowHeight: number): Sight {
  const [sight, setSight] = useState<Sight>({ begin: 0, end: 4 * around })
  useEffect(() => {
    if (element === null) return
    const look = (): void => {
      const begin = Math.max(0, Math.floor(element.scrollTop / rowHeight) - around)
      const end = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + around
      setSight((now) => (now.begin === begin && now.end === end ? now : { begin, end }))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [element, rowHeight])
  return { begin: Math.min(sight.begin, Math.max(0, count - around)), end: Math.min(sight.end, count) }
}
