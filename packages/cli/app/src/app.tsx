import { useEffect, useState } from 'preact/hooks'

import type { ProjectAnswer, TemplateEntry } from '../../src/preview/answers.js'
import { CaughtPage } from './caught-page.js'
import { tellAll, useEvents } from './events.js'
import { get, listen } from './server.js'
import { ShortcutsHelp } from './shortcuts-help.js'
import { TemplatesPage } from './templates-page.js'
import { useAnswer } from './use-answer.js'
import { useRoute } from './use-route.js'
import { useShortcuts } from './use-shortcuts.js'

/** The page: what is listed, what is looked at, and what is said of it. */
export function App() {
  const [route, go] = useRoute()
  const [live, setLive] = useState(true)
  const [help, setHelp] = useState(false)
  const project = useAnswer('project', () => get<ProjectAnswer>('project'))
  const templates = useAnswer('templates', () => get<readonly TemplateEntry[]>('templates'))

  useEffect(() => {
    let wasGone = false
    return listen(tellAll, (there) => {
      setLive(there)
      // What was saved meanwhile was told to nobody.
      if (there && wasGone) tellAll({ kind: 'again' })
      wasGone = !there
    })
  }, [])
  useEvents((event) => {
    const { kind } = event
    if (kind === 'configuration' || kind === 'again') project.ask()
    if (kind === 'listed' || kind === 'configuration' || kind === 'again') templates.ask()
    if (kind === 'counted') {
      const counted = new Map(event.entries.map((entry) => [entry.name, entry]))
      templates.change((all) => all.map((entry) => counted.get(entry.name) ?? entry))
    }
  })
  useShortcuts({ '?': () => setHelp(!help) })

  const page = { route, go, project: project.value, live, showHelp: () => setHelp(true) }
  return (
    <>
      {route.page === 'caught' ? <CaughtPage {...page} /> : <TemplatesPage {...page} templates={templates.value} />}
      {help && <ShortcutsHelp close={() => setHelp(false)} />}
    </>
  )
}
