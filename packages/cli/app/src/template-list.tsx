import { useRef } from 'preact/hooks'

import type { TemplateEntry } from '../../src/preview/answers.js'
import { LongList } from './long-list.js'
import { another, formatRoute, type Route } from './route.js'
import { post } from './server.js'
import type { Sight } from './use-window.js'

/** Whether all words of a search stand in a template's name or title. */
export function matches({ name, title }: TemplateEntry, search: string): boolean {
  const text = `${name} ${title}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

interface TemplateListProps {
  readonly templates: readonly TemplateEntry[]
  readonly current: string
  readonly route: Route
}

/** A list of this many is linted as a whole; of a longer one what comes into sight. */
const lintedWhole = 100

/** The templates, each with what lint has to say. */
export function TemplateList({ templates, current, route }: TemplateListProps) {
  /** Asked for, and without counts yet. */
  const asked = useRef<ReadonlySet<string>>(new Set())
  const seen = ({ begin, end }: Sight): void => {
    const inSight = templates.length <= lintedWhole ? templates : templates.slice(begin, end)
    const names = inSight.filter(({ linted }) => !linted).map(({ name }) => name)
    const isNew = names.some((name) => !asked.current.has(name))
    asked.current = new Set(names)
    if (isNew) post('lint', { templates: names }).catch(() => {})
  }
  if (templates.length === 0) return <p class="empty">No template of this name.</p>
  return (
    <LongList
      items={templates}
      current={templates.findIndex(({ name }) => name === current)}
      keyOf={({ name }) => name}
      seen={seen}
      row={(template) => (
        <a
          href={formatRoute(another(route, template.name))}
          aria-current={template.name === current ? 'true' : undefined}
        >
          <span class="name">
            <b>{template.title}</b>
            <small>{template.name}</small>
          </span>
          <Counts {...template} />
        </a>
      )}
    />
  )
}

function Counts({ errors, warnings, linted }: TemplateEntry) {
  if (!linted && errors === 0) return <span class="count dim">…</span>
  if (errors > 0) return <Count kind="error" number={errors} />
  return warnings > 0 ? <Count kind="warning" number={warnings} /> : null
}

function Count({ kind, number }: { readonly kind: 'error' | 'warning'; readonly number: number }) {
  const words = `${number} ${kind}${number === 1 ? '' : 's'}`
  return (
    <span class={`count ${kind}`} title={words}>
      {number}
      <span class="unseen"> {kind}s</span>
    </span>
  )
}
