import type { ComponentChildren } from 'preact'

import type { MessageView } from '../../src/preview/answers.js'
import { CodeView } from './code-view.js'
import { DataEditor } from './data-editor.js'
import { HeadersTable } from './headers-table.js'
import { LinkList } from './link-list.js'
import { LintList } from './lint-list.js'
import { messageOf } from './message-of.js'
import type { Route } from './route.js'
import { SizeBars } from './size-bars.js'
import { SourceView } from './source-view.js'
import { Tabs } from './tabs.js'
import type { ShownTemplate } from './use-template-view.js'

interface InspectorProps {
  readonly route: Route
  readonly name: string
  readonly shown: ShownTemplate
  readonly choose: (choices: Readonly<Record<string, string | undefined>>) => void
}

/** The right part: what the message is made of and what is to be said of it. */
export function Inspector({ route, name, shown, choose }: InspectorProps) {
  const { value, messages } = shown
  const message = messageOf(messages, route.choices.channel)
  const { tab = 'data', file, line } = route.choices
  const findings = value?.findings ?? []
  const mail = message?.channel === 'email' ? message : undefined
  const forMail = (what: ComponentChildren): ComponentChildren =>
    mail === undefined ? <p class="empty">Only e-mail has this.</p> : what

  return (
    <Tabs
      current={tab}
      choose={(next) => choose({ tab: next, file: undefined, line: undefined })}
      tabs={[
        ['data', 'Data'],
        ['html', 'HTML'],
        ['source', 'Source'],
        ['text', 'Text'],
        ['headers', 'Headers'],
        ['size', 'Size'],
        ['links', 'Links'],
        [
          'lint',
          'Lint',
          findings.length === 0 ? undefined : String(findings.length),
          findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
        ],
      ]}
      wide={route.choices.wide !== undefined}
      widen={() => choose({ wide: route.choices.wide === undefined ? 'yes' : undefined })}
    >
      {tab === 'data' && value !== undefined && (
        <DataEditor
          key={`${name} ${value.sample}`}
          value={value}
          edited={route.choices.data !== undefined}
          choose={choose}
        />
      )}
      {tab === 'html' && forMail(mail && <CodeView text={mail.html} language="markup" label="HTML of the mail" />)}
      {tab === 'source' && (
        <SourceView
          {...{ name, file, line, findings, choose }}
          channel={message?.channel ?? 'email'}
          locale={value?.locale ?? ''}
        />
      )}
      {tab === 'text' && <pre class="text">{textOf(message)}</pre>}
      {tab === 'headers' && forMail(mail && <HeadersTable headers={mail.headers} />)}
      {tab === 'size' && forMail(mail && <SizeBars {...mail} />)}
      {tab === 'links' && forMail(mail && <LinkList links={mail.links} />)}
      {tab === 'lint' && <LintList findings={findings} linted={value?.linted ?? false} choose={choose} />}
    </Tabs>
  )
}

function textOf(message: MessageView | undefined): string {
  if (message === undefined) return ''
  return message.channel === 'push' ? `${message.title}\n\n${message.body}` : message.text
}
