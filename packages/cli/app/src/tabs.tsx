import type { ComponentChildren } from 'preact'

import { useShortcuts } from './use-shortcuts.js'

interface TabsProps {
  readonly tabs: readonly (readonly [
    name: string,
    title: string,
    count?: string | undefined,
    kind?: 'error' | 'warning',
  ])[]
  readonly current: string
  readonly choose: (name: string) => void
  readonly wide: boolean
  readonly widen: () => void
  readonly children: ComponentChildren
}

/** Views of one thing, of which one is seen. */
export function Tabs({ tabs, current, choose, wide, widen, children }: TabsProps) {
  useShortcuts(Object.fromEntries(tabs.map(([name], index) => [String(index + 1), () => choose(name)])))
  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    const at = tabs.findIndex(([name]) => name === current)
    const [next] = tabs[(at + by + tabs.length) % tabs.length] ?? []
    if (next === undefined) return
    choose(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <aside class="inspector" aria-label="Details">
      <button
        type="button"
        class="widen"
        onClick={widen}
        aria-label={wide ? 'Narrower' : 'Wider'}
        title="Wider or narrower: w"
      />
      <header>
        <div class="tabs" role="tablist" aria-label="Details" onKeyDown={move}>
          {tabs.map(([name, title, count, kind = '']) => (
            <button
              key={name}
              id={`tab-${name}`}
              type="button"
              role="tab"
              aria-selected={name === current}
              aria-controls="tab-panel"
              tabIndex={name === current ? 0 : -1}
              onClick={() => choose(name)}
            >
              {title}
              {count !== undefined && <span class={`count ${kind}`}>{count}</span>}
            </button>
          ))}
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard. */}
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${current}`} tabIndex={0}>
        {children}
      </div>
    </aside>
  )
}
