import type { Caught } from '@tidings/dispatcher/embedded'

import { LongList } from './long-list.js'
import { another, formatRoute, type Route } from './route.js'
import { timeOfDay } from './words.js'

interface CaughtListProps {
  readonly messages: readonly Caught[]
  /** Whether nothing was caught at all. */
  readonly none: boolean
  readonly current: string
  readonly route: Route
}

/** Caught messages, newest first, each with what the catcher answered if that was no yes. */
export function CaughtList({ messages, none, current, route }: CaughtListProps) {
  if (messages.length === 0) return <p class="empty">{none ? 'Nothing caught yet.' : 'No message with these words.'}</p>
  return (
    <LongList
      items={messages}
      current={messages.findIndex(({ n }) => String(n) === current)}
      keyOf={({ n }) => n}
      row={(message) => (
        <a
          href={formatRoute(another({ ...route, page: 'caught' }, String(message.n)))}
          aria-current={String(message.n) === current ? 'true' : undefined}
        >
          <span class="name">
            <b dir="auto">{titleOf(message)}</b>
            <small>
              {message.channel} · {message.to}
            </small>
          </span>
          <span class="side">
            <small>{timeOfDay(message.at)}</small>
            {message.reply !== 'accepted' && (
              <span class="count error">{message.reply === 'none' ? 'no reply' : message.reply}</span>
            )}
          </span>
        </a>
      )}
    />
  )
}

/** What a message is about, in its own words. */
export function titleOf({ channel, subject, text, push }: Caught): string {
  const words = channel === 'email' ? subject : channel === 'sms' ? text : push?.title
  return words === undefined || words === '' ? '(no words)' : words
}
