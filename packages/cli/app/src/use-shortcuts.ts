import { useEffect, useRef } from 'preact/hooks'

/**
 * Calls what a key stands for. Keys that are typed into a field are the field's, but for Escape, which leaves it.
 */
export function useShortcuts(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target instanceof HTMLElement ? event.target : undefined
      const typing = target?.matches('textarea, select, input:not([type=checkbox])') === true
      if (typing && event.key === 'Escape') target?.blur()
      if (typing || !Object.hasOwn(latest.current, event.key)) return
      event.preventDefault()
      latest.current[event.key]?.()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}

/** The value after `now` in a list that begins again; the first where `now` is not in it. */
export function nextOf<T>(all: readonly T[], now: T, step = 1): T | undefined {
  return all.at((all.indexOf(now) + step + all.length) % Math.max(1, all.length))
}
