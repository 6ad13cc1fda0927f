import type { MessageView } from '../../src/preview/answers.js'
import { MailFrame, type Measured } from './mail-frame.js'
import { PushCards } from './push-cards.js'
import { SmsPhone } from './sms-phone.js'
import type { Width } from './use-width.js'

interface MessageOnStageProps {
  readonly message: MessageView
  readonly width: Width
  readonly measured: (facts: Measured) => void
  /** Stands above it where there are two. */
  readonly label: string | undefined
}

/** One message, as its channel shows it. */
export function MessageOnStage({ message, width, measured, label }: MessageOnStageProps) {
  const { device } = width
  return (
    <section class={`message${label === undefined ? '' : ' beside'}`} aria-label={label ?? 'Message'}>
      {label !== undefined && <h2 class="label">{label}</h2>}
      {message.channel === 'email' && (
        <>
          <div class="envelope">
            <span class="downloads">
              <a href={`/download/${message.key}.html`} download>
                .html
              </a>
              <a href={`/download/${message.key}.eml`} download>
                .eml
              </a>
            </span>
            <p class="from">{message.from}</p>
            <p class="subject">{message.subject}</p>
            {message.preheader !== '' && <p class="preheader">{message.preheader}</p>}
          </div>
          <MailFrame
            src={`/frame/${message.key}?pictures=${device.pictures}`}
            title={`Mail: ${message.subject}`}
            width={width}
            look={device.look}
            direction={device.direction}
            measured={measured}
          />
        </>
      )}
      {message.channel === 'sms' && <SmsPhone {...message} dark={device.look !== 'light'} />}
      {message.channel === 'push' && <PushCards {...message} dark={device.look !== 'light'} />}
    </section>
  )
}
