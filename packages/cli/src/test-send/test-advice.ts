import type { TestSent } from '@tidings/dispatcher/test-send'

import { span } from '../output/words.js'

/** What to do after a test message, in a sentence; undefined where nothing is to be done. */
export function testAdvice({ outcome, provider, kind }: TestSent): string | undefined {
  switch (outcome.outcome) {
    case 'accepted':
      return kind === 'catcher' ? 'it is in the catcher: tidings caught' : undefined
    case 'rejected':
      return outcome.fault === 'address'
        ? 'the address takes no messages: check it'
        : 'what the provider says is about this message: correct it and send it again'
    case 'deferred':
      if (outcome.fault === 'configuration')
        return `\`${provider}\` does not take the credentials or the sender: correct providers.${provider} or the brand's sender in tidings.yaml`
      return `send it again ${outcome.retryAfterMs === undefined ? 'later' : `in ${span(outcome.retryAfterMs)}`}`
    case 'unknown':
      return 'it may have been taken: look whether it arrives before you send it again'
    case 'interrupted':
      return `nothing was sent: check that \`${provider}\` can be reached, as \`tidings doctor\` does`
  }
}
