import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

import type { PageProps } from './page-props.js'
import { formatRoute } from './route.js'

interface SidebarProps extends PageProps {
  readonly search: string
  readonly setSearch: (text: string) => void
  readonly placeholder: string
  readonly children: ComponentChildren
}

/** The left part: where one is, the search, and the list. A drawer where there is little room. */
export function Sidebar({ route, project, live, search, setSearch, placeholder, showHelp, children }: SidebarProps) {
  const [open, setOpen] = useState(false)
  const link = (page: 'templates' | 'caught', title: string) => (
    <a href={formatRoute({ page, name: '', choices: {} })} aria-current={route.page === page ? 'page' : undefined}>
      {title}
    </a>
  )
  return (
    <nav class={`sidebar${open ? ' open' : ''}`} aria-label="List">
      <header>
        <div class="mark">
          <strong>Tidings</strong>
          <span title={project?.environment}>{project?.project}</span>
          <span class={live ? 'live' : 'live gone'} role="status">
            {live ? 'live' : 'stopped'}
          </span>
          <button type="button" class="drawer" aria-expanded={open} onClick={() => setOpen(!open)}>
            List
          </button>
        </div>
        {project?.catcher && (
          <div class="pages">
            {link('templates', 'Templates')}
            {link('caught', 'Caught')}
          </div>
        )}
        <input
          id="search"
          type="search"
          placeholder={placeholder}
          aria-label={placeholder}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links in it are what is used; choosing one closes the drawer. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click too. */}
      <div class="list" onClick={() => setOpen(false)}>
        {children}
      </div>
      <footer>
        <button type="button" onClick={showHelp}>
          Keys <kbd>?</kbd>
        </button>
      </footer>
    </nav>
  )
}
