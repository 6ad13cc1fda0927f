import type { TemplateEntry } from '../../src/preview/answers.js'
import { another, formatRoute, type Route } from './route.js'

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

/** The templates, each with what lint has to say. */
export function TemplateList({ templates, current, route }: TemplateListProps) {
  if (templates.length === 0) return <p class="empty">No template of this name.</p>
  return (
    <ul>
      {templates.map((template) => (
        <li key={template.name}>
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
        </li>
      ))}
    </ul>
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
