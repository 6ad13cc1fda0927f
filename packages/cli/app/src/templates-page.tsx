import { useEffect, useMemo } from 'preact/hooks'

import type { TemplateEntry } from '../../src/preview/answers.js'
import { Inspector } from './inspector.js'
import type { PageProps } from './page-props.js'
import { another, withChoices } from './route.js'
import { Sidebar } from './sidebar.js'
import { matches, TemplateList } from './template-list.js'
import { TemplateStage } from './template-stage.js'
import { useShortcuts } from './use-shortcuts.js'
import { useTemplateView } from './use-template-view.js'

interface TemplatesPageProps extends PageProps {
  readonly templates: readonly TemplateEntry[] | undefined
}

/** The templates: list, stage, and what there is to know of the one on it. */
export function TemplatesPage({ templates: listed, ...page }: TemplatesPageProps) {
  const templates = listed ?? []
  const { route, go } = page
  const search = route.choices.q ?? ''
  const setSearch = (q: string): void => go(withChoices(route, { q }), true)
  const found = useMemo(() => (listed ?? []).filter((template) => matches(template, search)), [listed, search])
  const name = route.name === '' ? (templates[0]?.name ?? '') : route.name
  const shown = useTemplateView(route, name, route.choices.locale)
  const choose = (choices: Readonly<Record<string, string | undefined>>): void => {
    go(withChoices({ ...route, name }, choices), true)
  }
  const step = (by: number): void => {
    const at = found.findIndex((template) => template.name === name)
    const next = found[Math.min(found.length - 1, Math.max(0, at + by))]
    if (next !== undefined) go(another(route, next.name))
  }
  useShortcuts({
    '/': () => document.getElementById('search')?.focus(),
    j: () => step(1),
    k: () => step(-1),
    g: () => page.project?.catcher && go({ page: 'caught', name: '', choices: {} }),
    w: () => choose({ wide: route.choices.wide === undefined ? 'yes' : undefined }),
  })
  const title = shown.value?.title
  useEffect(() => {
    document.title = title === undefined ? 'Tidings preview' : `${title} · Tidings preview`
  }, [title])

  return (
    <div class={`page${route.choices.wide === undefined ? '' : ' wide'}`}>
      <Sidebar {...page} search={search} setSearch={setSearch} placeholder="Search templates">
        {templates.length > 0 && (
          <TemplateList templates={found} current={name} route={{ ...route, page: 'templates' }} />
        )}
      </Sidebar>
      <TemplateStage {...page} name={name} shown={shown} choose={choose} none={listed?.length === 0} />
      <Inspector route={route} name={name} shown={shown} choose={choose} />
    </div>
  )
}
