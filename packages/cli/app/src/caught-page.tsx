import type { Caught } from '@tidings/dispatcher/embedded'
import { useEffect } from 'preact/hooks'

import type { CaughtAnswer, CaughtOneAnswer } from '../../src/preview/answers.js'
import { CaughtInspector } from './caught-inspector.js'
import { CaughtList } from './caught-list.js'
import { CaughtStage } from './caught-stage.js'
import { useEvents } from './events.js'
import type { PageProps } from './page-props.js'
import { another, withChoices } from './route.js'
import { get } from './server.js'
import { Sidebar } from './sidebar.js'
import { useAnswer } from './use-answer.js'
import { useShortcuts } from './use-shortcuts.js'

/** A message is caught before the ledger knows what came of the call: its story is asked for once more after this, ms. */
const settlingMs = 1_500

/** Words of a caught message that a search looks at. */
const wordsOf = ({ n, channel, to, subject, text, push, reply, code, messageId }: Caught): string =>
  [`#${n}`, channel, to, subject, text, push?.title, push?.body, reply, code, messageId].join(' ').toLowerCase()

/** What the catcher caught, as it comes in. */
export function CaughtPage(page: PageProps) {
  const { route, go } = page
  const search = route.choices.q ?? ''
  const setSearch = (q: string): void => go(withChoices(route, { q }), true)
  const { value, problem, ask } = useAnswer('caught', () => get<CaughtAnswer>('caught'))
  useEvents(({ kind }) => {
    if (kind === 'caught' || kind === 'catcher' || kind === 'again') ask()
  })
  const words = search.toLowerCase().split(/\s+/)
  const all = value?.messages ?? []
  const found = all.filter((message) => words.every((word) => wordsOf(message).includes(word)))
  const name = route.name === '' ? String(all[0]?.n ?? '') : route.name
  const one = useAnswer(name, async () =>
    name === '' ? undefined : get<CaughtOneAnswer>('caught-message', { n: name }),
  )
  const current = one.value !== undefined && String(one.value.message.n) === name ? one.value : undefined
  const settling = current !== undefined && Date.now() - Date.parse(current.message.at) < settlingMs
  // biome-ignore lint/correctness/useExhaustiveDependencies: one look later is enough.
  useEffect(() => {
    if (!settling) return
    const timer = setTimeout(one.ask, settlingMs)
    return () => clearTimeout(timer)
  }, [name, settling])
  const choose = (choices: Readonly<Record<string, string | undefined>>): void => {
    go(withChoices({ ...route, name }, choices), true)
  }
  const step = (by: number): void => {
    const at = found.findIndex(({ n }) => String(n) === name)
    const next = found[Math.min(found.length - 1, Math.max(0, at + by))]
    if (next !== undefined) go(another(route, String(next.n)))
  }
  useShortcuts({
    '/': () => document.getElementById('search')?.focus(),
    j: () => step(1),
    k: () => step(-1),
    w: () => choose({ wide: route.choices.wide === undefined ? 'yes' : undefined }),
    g: () => go({ page: 'templates', name: '', choices: {} }),
  })
  useEffect(() => {
    document.title = 'Caught · Tidings preview'
  }, [])

  return (
    <div class={`page${route.choices.wide === undefined ? '' : ' wide'}`}>
      <Sidebar {...page} search={search} setSearch={setSearch} placeholder="Search caught messages">
        {value?.problem === undefined && value !== undefined && (
          <CaughtList messages={found} none={all.length === 0} current={name} route={route} />
        )}
      </Sidebar>
      <CaughtStage
        {...{ route, choose, current }}
        problem={value?.problem ?? problem ?? one.problem}
        none={value !== undefined && all.length === 0}
      />
      <CaughtInspector {...{ route, choose, current }} rules={value?.rules ?? []} changed={ask} />
    </div>
  )
}
