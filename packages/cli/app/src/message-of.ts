import type { MessageView } from '../../src/preview/answers.js'

/** The message of the chosen channel; the first where none is chosen. */
export function messageOf(messages: readonly MessageView[], channel: string | undefined): MessageView | undefined {
  return messages.find((message) => message.channel === channel) ?? messages[0]
}
