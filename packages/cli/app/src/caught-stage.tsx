import type { CaughtInFull } from '@tidings/dispatcher/embedded'
import { useState } from 'preact/hooks'

import type { CaughtOneAnswer, SmsTravel } from '../../src/preview/answers.js'
import { titleOf } from './caught-list.js'
import { DeviceBar } from './device-bar.js'
import { MailFrame, type Measured } from './mail-frame.js'
import { PushCards } from './push-cards.js'
import type { Route } from './route.js'
import { SmsPhone } from './sms-phone.js'
import { useWidth, type Width } from './use-width.js'

interface CaughtStageProps {
  readonly route: Route
  readonly choose: (choices: Readonly<Record<string, string | undefined>>) => void
  readonly current: CaughtOneAnswer | undefined
  readonly problem: string | undefined
  readonly none: boolean
}

/** The middle part: a caught message as its channel shows it. */
export function CaughtStage({ route, choose, current, problem, none }: CaughtStageProps) {
  const [facts, setFacts] = useState<Measured>({ overflow: 0, blocked: 0 })
  const width = useWidth(route, choose)
  const message = current?.message
  return (
    <main class="stage">
      <h1 class="unseen">{message === undefined ? 'Caught messages' : titleOf(message)}</h1>
      <div class="bars">
        <DeviceBar {...{ choose, facts }} device={width.device} channel={message?.channel} />
      </div>
      <div class="ground">
        {problem !== undefined && (
          <div class="empty big" role="status">
            <h2>The catcher does not answer</h2>
            <p>{problem}</p>
          </div>
        )}
        {none && problem === undefined && (
          <div class="empty big">
            <h2>Nothing caught yet</h2>
            <p>
              What is emitted here and may not leave this environment ends in the catcher: try{' '}
              <code>npx tidings emit</code>.
            </p>
          </div>
        )}
        {current !== undefined && problem === undefined && (
          <Message {...current} frame={current.key} width={width} measured={setFacts} />
        )}
      </div>
    </main>
  )
}

interface MessageProps {
  readonly message: CaughtInFull
  readonly travel?: SmsTravel
  /** Names the frame of its HTML; undefined where it has none. */
  readonly frame: string | undefined
  readonly width: Width
  readonly measured: (facts: Measured) => void
}

function Message({ message, travel, frame, width, measured }: MessageProps) {
  const { device } = width
  const dark = device.look !== 'light'
  const { channel, from, to, subject, text, push, mail } = message
  if (channel === 'sms')
    return travel && <SmsPhone {...(from === undefined ? {} : { from })} {...{ to, travel, dark }} text={text ?? ''} />
  if (channel === 'push') {
    return push === undefined ? null : <PushCards {...push} channel="push" dark={dark} />
  }
  return (
    <section class="message" aria-label={subject}>
      <div class="envelope">
        {frame !== undefined && (
          <span class="downloads">
            <a href={`/download/${frame}.html`} download>
              .html
            </a>
            <a href={`/download/${frame}.eml`} download>
              .eml
            </a>
          </span>
        )}
        <p class="from">
          {from} to {to}
        </p>
        <p class="subject" dir="auto">
          {subject}
        </p>
      </div>
      {frame === undefined ? (
        <pre class="text plain-mail">{mail?.plain}</pre>
      ) : (
        <MailFrame
          src={`/frame/${frame}?pictures=${device.pictures}`}
          title={`Mail: ${subject}`}
          width={width}
          look={device.look}
          direction={device.direction}
          measured={measured}
        />
      )}
    </section>
  )
}
