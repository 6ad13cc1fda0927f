import { useRef } from 'preact/hooks'

import type { MessageView, TemplateView } from '../../src/preview/answers.js'
import { useEvents } from './events.js'
import type { Route } from './route.js'
import { post } from './server.js'
import { type Answered, useAnswer } from './use-answer.js'

/** A template as it is shown: what it is now, and the last messages that rendered. */
export interface ShownTemplate extends Pick<Answered<TemplateView>, 'value' | 'problem'> {
  readonly messages: readonly MessageView[]
}

/** Renders a template as the route says, and again whenever its files are saved. */
export function useTemplateView(route: Route, name: string, locale: string | undefined): ShownTemplate {
  const { sample, brand, timeZone, data } = route.choices
  const asked = { template: name, sample, locale, brand, timeZone, data }
  const { value, problem, ask } = useAnswer(JSON.stringify(asked), async () =>
    name === '' || locale === '' ? undefined : post<TemplateView>('render', asked),
  )
  useEvents((event) => {
    const touched = event.kind === 'changed' && event.template === name
    const linted = event.kind === 'counted' && event.entries.some((entry) => entry.name === name && entry.linted)
    const counted = (linted || event.kind === 'listed') && value?.linted === false
    if (touched || counted || event.kind === 'configuration' || event.kind === 'again') ask()
  })
  // What rendered last stays in sight while something is wrong.
  const good = useRef<Pick<TemplateView, 'name' | 'messages'>>({ name: '', messages: [] })
  if (value !== undefined && value.messages.length > 0) good.current = value
  const messages = good.current.name === name ? good.current.messages : []
  return { value: value?.name === name ? value : undefined, problem, messages }
}
