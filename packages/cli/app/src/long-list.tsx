import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

import { type Sight, useWindow } from './use-window.js'

/** Height of a row of the lists, CSS pixels; `.list li` in layout.css has it too. */
const rowHeight = 50

interface LongListProps<T> {
  readonly items: readonly T[]
  /** Index of the row that is kept in sight when it becomes another. */
  readonly current: number
  readonly keyOf: (item: T) => string | number
  readonly row: (item: T) => ComponentChildren
  /** Told what is in sight. */
  readonly seen?: (sight: Sight) => void
}

/** A list of which only the part in sight is drawn: it may have tens of thousands of rows. */
export function LongList<T>({ items, current, keyOf, row, seen }: LongListProps<T>) {
  const place = useRef<HTMLUListElement>(null)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => setScroller(place.current?.parentElement ?? null), [])
  const { begin, end } = useWindow(scroller, items.length, rowHeight)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in sight is another when these are.
  useLayoutEffect(() => seen?.({ begin, end }), [begin, end, items])
  // Who goes through a long list by keyboard sees where it is.
  useLayoutEffect(() => {
    if (scroller === null || current < 0) return
    const top = current * rowHeight
    const room = scroller.clientHeight - 2 * rowHeight
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room
  }, [scroller, current])
  return (
    <ul ref={place} style={{ paddingTop: `${begin * rowHeight}px`, height: `${items.length * rowHeight}px` }}>
      {items.slice(begin, end).map((item, index) => (
        <li key={keyOf(item)} aria-setsize={items.length} aria-posinset={begin + index + 1}>
          {row(item)}
        </li>
      ))}
    </ul>
  )
}
