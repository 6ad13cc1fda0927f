import { useState } from 'preact/hooks'

import type { MessageView, TemplateView } from '../../src/preview/answers.js'
import { ContentPickers } from './content-pickers.js'
import { DeviceBar } from './device-bar.js'
import { ErrorOverlay } from './error-overlay.js'
import type { Measured } from './mail-frame.js'
import { messageOf } from './message-of.js'
import { MessageOnStage } from './message-on-stage.js'
import type { PageProps } from './page-props.js'
import { type ShownTemplate, useTemplateView } from './use-template-view.js'
import { useWidth } from './use-width.js'

interface TemplateStageProps extends PageProps {
  readonly name: string
  readonly shown: ShownTemplate
  readonly choose: (choices: Readonly<Record<string, string | undefined>>) => void
  /** Whether the project has no templates. */
  readonly none: boolean
}

/** The middle part: what a customer sees. */
export function TemplateStage(props: TemplateStageProps) {
  const { route, project, name, shown, choose, none } = props
  const { value, messages, problem } = shown
  const { channel, compare = '' } = route.choices
  const beside = useTemplateView(route, name, compare)
  const [facts, setFacts] = useState<Measured>({ overflow: 0, blocked: 0 })
  const width = useWidth(route, choose)
  const message = messageOf(messages, channel)
  const second = compare === '' ? undefined : messageOf(beside.messages, message?.channel)

  const isLoading = value === undefined && problem === undefined && messages.length === 0
  if (none) return <Empty />
  return (
    <main class="stage" aria-busy={isLoading}>
      <h1 class="unseen">{value?.title ?? name}</h1>
      <div class="bars">
        {!isLoading && (
          <>
            <ContentPickers
              {...{ route, project, value, choose }}
              channels={messages.map((each) => each.channel)}
              channel={message?.channel}
            />
            <DeviceBar {...{ choose, facts }} device={width.device} channel={message?.channel} />
          </>
        )}
      </div>
      {project?.problem !== undefined && <p class="notice error">tidings.yaml is not taken: {project.problem}</p>}
      {problem !== undefined && <p class="notice error">{problem}</p>}
      <div class="ground">
        {isLoading && <p class="empty late">Rendering …</p>}
        {message !== undefined && (
          <MessageOnStage message={message} width={width} measured={setFacts} label={labelOf(value, second)} />
        )}
        {second !== undefined && (
          <MessageOnStage message={second} width={width} measured={() => {}} label={beside.value?.locale} />
        )}
        {message === undefined && value !== undefined && value.errors.length === 0 && value.problems.length === 0 && (
          <p class="empty">Nothing to show yet.</p>
        )}
      </div>
      <ErrorOverlay
        value={value}
        stale={messages.length > 0}
        told={(route.choices.tab ?? 'data') === 'data'}
        choose={choose}
      />
    </main>
  )
}

/** Two at once are told apart by their locales. */
function labelOf(value: TemplateView | undefined, second: MessageView | undefined): string | undefined {
  return second === undefined ? undefined : value?.locale
}

function Empty() {
  return (
    <main class="stage">
      <div class="ground">
        <div class="empty big">
          <h1>No templates yet</h1>
          <p>
            A template is a folder below <code>templates/</code>. <code>npx tidings init</code> brings one to start
            from; it is shown here as soon as it is there.
          </p>
        </div>
      </div>
    </main>
  )
}
