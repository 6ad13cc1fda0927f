import { useEffect, useRef, useState } from 'preact/hooks'

import type { MessageView, TemplateView, TestSendAnswer, TestSendFacts } from '../../src/preview/answers.js'
import { useEvents } from './events.js'
import type { Route } from './route.js'
import { get, post } from './server.js'
import { failureOf, TestSendResult, type TestSendState } from './test-send-result.js'
import { useAnswer } from './use-answer.js'
import { useShortcuts } from './use-shortcuts.js'

type Channel = MessageView['channel']

const fields: Readonly<
  Record<Channel, { readonly label: string; readonly example: string; readonly keys: 'email' | 'tel' | 'text' }>
> = {
  email: { label: 'E-mail address', example: 'ann@example.com', keys: 'email' },
  sms: { label: 'Phone number', example: '+4915112345678', keys: 'tel' },
  push: { label: 'App and token of the device', example: 'ios:<token>', keys: 'text' },
}

/** Where the address that was used last is kept, in this browser alone. */
const keyOf = (channel: Channel): string => `tidings.test-send.${channel}`

interface TestSendProps {
  readonly route: Route
  readonly value: TemplateView
  readonly channel: Channel
}

/** Sends the message on the stage to an address: a button, and the dialog behind it. */
export function TestSend(props: TestSendProps) {
  const [open, setOpen] = useState(false)
  useShortcuts({ t: () => setOpen(true) })
  return (
    <>
      <button type="button" class="send-test" onClick={() => setOpen(true)} title="Send this message to yourself (t)">
        Send test
      </button>
      {open && <TestSendDialog {...props} close={() => setOpen(false)} />}
    </>
  )
}

function TestSendDialog({ route, value, channel, close }: TestSendProps & { readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { label, example, keys } = fields[channel]
  const [to, setTo] = useState(localStorage.getItem(keyOf(channel)) ?? '')
  const [confirmed, setConfirmed] = useState(false)
  const [state, setState] = useState<TestSendState>('open')
  const facts = useAnswer(value.name, () => get<TestSendFacts>('test-send', { template: value.name }))
  const way = facts.value?.routes[channel]
  const failure =
    facts.problem === undefined ? (way !== undefined && 'error' in way ? way : undefined) : { error: facts.problem }
  useEffect(() => dialog.current?.showModal(), [])
  useEvents(({ kind }) => {
    if (kind === 'configuration' || kind === 'again') facts.ask()
  })

  const send = (): void => {
    localStorage.setItem(keyOf(channel), to.trim())
    setState('sending')
    const { name, sample, locale, brand, timeZone } = value
    const asked = { template: name, sample, locale, brand, timeZone, data: route.choices.data, channel, to, confirmed }
    post<TestSendAnswer>('send-test', asked).then(setState, (error: unknown) => setState(failureOf(error)))
  }
  return (
    // Keys are the dialog's while it is open: behind it nothing moves.
    <dialog
      class="test-send"
      ref={dialog}
      onClose={close}
      onKeyDown={(event) => event.stopPropagation()}
      aria-labelledby="test-send-title"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <header>
          <h2 id="test-send-title">Send a test</h2>
          <button type="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </header>
        <dl class="facts">
          <dt>Message</dt>
          <dd>{[value.title, value.sample, value.locale, value.brand].filter(Boolean).join(' · ')}</dd>
          <dt>Environment</dt>
          <dd class={facts.value?.production ? 'error' : undefined}>
            {facts.value === undefined ? '…' : environmentOf(facts.value)}
          </dd>
          <dt>Provider</dt>
          <dd>{way === undefined || 'error' in way ? 'none' : nameOf(way)}</dd>
        </dl>
        <label>
          {label}
          <input
            inputMode={keys}
            required
            autocomplete="off"
            placeholder={example}
            value={to}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </label>
        {facts.value?.production === true && (
          <label class="check">
            <input
              type="checkbox"
              required
              checked={confirmed}
              onChange={(event) => setConfirmed(event.currentTarget.checked)}
            />
            Send it for real, from {facts.value.environment}
          </label>
        )}
        <div class="row">
          <span class="hint">Marked as [Test]; the ledger keeps no trace of it.</span>
          <button
            type="submit"
            class="main"
            disabled={state === 'sending' || way === undefined || failure !== undefined}
          >
            {state === 'sending' ? 'Sending' : 'Send'}
          </button>
        </div>
        <TestSendResult state={failure ?? state} />
      </form>
    </dialog>
  )
}

/** Most accounts are called what they are; then once is enough. */
const nameOf = ({ provider, kind }: { readonly provider: string; readonly kind: string }): string =>
  provider === kind ? provider : `${provider} (${kind})`

/** Production is called so, unless its name says it. */
const environmentOf = ({ environment, production }: TestSendFacts): string =>
  production && environment !== 'production' ? `${environment}, production` : environment
