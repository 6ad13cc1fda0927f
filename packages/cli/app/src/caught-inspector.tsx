import type { CaughtInFull, RuleInForce } from '@tidings/dispatcher/embedded'

import type { CaughtOneAnswer } from '../../src/preview/answers.js'
import { CodeView } from './code-view.js'
import { FaultRules } from './fault-rules.js'
import { HeadersTable } from './headers-table.js'
import { LinkList } from './link-list.js'
import type { Route } from './route.js'
import { Tabs } from './tabs.js'
import { kilobytes, timeOfDay } from './words.js'

interface CaughtInspectorProps {
  readonly route: Route
  readonly choose: (choices: Readonly<Record<string, string | undefined>>) => void
  readonly current: CaughtOneAnswer | undefined
  readonly rules: readonly RuleInForce[]
  /** Called when the rules are others. */
  readonly changed: () => void
}

/** The right part: what there is to know of a caught message, and how the catcher fails. */
export function CaughtInspector({ route, choose, current, rules, changed }: CaughtInspectorProps) {
  const { tab = 'why' } = route.choices
  const mail = current?.message.mail
  const nothing = <p class="empty">Only e-mail has this.</p>
  return (
    <Tabs
      current={tab}
      choose={(next) => choose({ tab: next })}
      tabs={[
        ['why', 'Why'],
        ['text', 'Text'],
        ['html', 'HTML'],
        ['headers', 'Headers'],
        ['raw', 'Raw'],
        ['links', 'Links'],
        ['faults', 'Faults', rules.length === 0 ? undefined : String(rules.length)],
      ]}
      wide={route.choices.wide !== undefined}
      widen={() => choose({ wide: route.choices.wide === undefined ? 'yes' : undefined })}
    >
      {tab === 'why' && current !== undefined && <Facts message={current.message} why={current.why} />}
      {tab === 'why' && current === undefined && <p class="empty">What is known of a message stands here.</p>}
      {tab === 'text' && <pre class="text">{textOf(current)}</pre>}
      {tab === 'html' &&
        (mail?.html === undefined ? nothing : <CodeView text={mail.html} language="markup" label="HTML of the mail" />)}
      {tab === 'headers' &&
        (mail === undefined ? (
          nothing
        ) : (
          <>
            <HeadersTable headers={Object.entries(mail.headers).map(([name, value]) => ({ name, value }))} />
            <Attachments attachments={mail.attachments} />
          </>
        ))}
      {tab === 'raw' &&
        (current?.raw === undefined ? (
          nothing
        ) : (
          <CodeView text={current.raw} language="plain" label="Mail as it came" />
        ))}
      {tab === 'links' && (mail === undefined ? nothing : <LinkList links={current?.links ?? []} />)}
      {tab === 'faults' && <FaultRules rules={rules} changed={changed} />}
    </Tabs>
  )
}

function Facts({ message, why }: { readonly message: CaughtInFull; readonly why: readonly string[] | undefined }) {
  const { n, at, via, reply, code, messageId, locale, afterMs, bytes } = message
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Number', `#${n}`],
    ['Caught', `${timeOfDay(at)} by ${via === 'smtp' ? 'SMTP' : 'HTTP'}`],
    ['Answered', [reply === 'none' ? 'nothing' : reply, code].filter(Boolean).join(' ')],
    ['After emit', afterMs === undefined ? undefined : `${afterMs.toLocaleString('en-US')} ms`],
    ['Locale', locale],
    ['Size', kilobytes(bytes)],
    ['Message', messageId],
  ]
  return (
    <>
      <dl class="facts padded">
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ),
        )}
      </dl>
      <h2 class="section">Why</h2>
      {why === undefined ? (
        <p class="padded dim">No ledger that can be reached knows this message.</p>
      ) : (
        <pre class="text">{why.map((line) => line.replace(/^ {2}/, '')).join('\n')}</pre>
      )}
    </>
  )
}

type AttachmentList = NonNullable<CaughtOneAnswer['message']['mail']>['attachments']

function Attachments({ attachments }: { readonly attachments: AttachmentList }) {
  if (attachments.length === 0) return null
  return (
    <>
      <h2 class="section">Attachments</h2>
      <ul class="links">
        {attachments.map(({ name, type, bytes }) => (
          <li key={`${name} ${bytes}`}>
            <span>{name}</span>
            <span class="dim">
              {type}, {kilobytes(bytes)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function textOf(current: CaughtOneAnswer | undefined): string {
  const { mail, text, push } = current?.message ?? {}
  if (push !== undefined) return `${push.title}\n\n${push.body}`
  return mail?.plain ?? text ?? ''
}
